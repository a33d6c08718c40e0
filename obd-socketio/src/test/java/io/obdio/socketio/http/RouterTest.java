package io.obdio.socketio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestServers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RouterTest {
  private static HttpServer server;

  private static Router.Route echo(String name) {
    return (exchange, variable) -> exchange.respond(200, "text/plain", name + "[" + variable + "]");
  }

  @BeforeAll
  static void start() throws Exception {
    Router router =
        new Router()
            .get("/health", echo("health"))
            .get("/vehicles", echo("list"))
            .get("/vehicles/{id}", echo("one"))
            .add("DELETE", "/vehicles/{id}", echo("delete"))
            .get("/vehicles/{id}/values", echo("values"))
            .get("/vehicles/newest", echo("newest"));
    server = TestServers.http(router);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> request(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.addresses().get(0).getPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return RawHttp.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, 200, health[]",
    "GET, /health?verbose=1, 200, health[]",
    "HEAD, /health, 200, ",
    "GET, /vehicles, 200, list[]",
    "GET, /vehicles/42, 200, one[42]",
    "GET, /vehicles/a%20b%C3%A4, 200, one[a b\u00e4]",
    "DELETE, /vehicles/42, 200, delete[42]",
    "GET, /vehicles/42/values, 200, values[42]",
    "GET, /vehicles/newest, 200, newest[]",
    "GET, /vehicles/, 404, Not found",
    "GET, /vehicles//values, 404, Not found",
    "GET, /vehicles/1/2/values, 404, Not found",
    "GET, /vehicles/1%2F2/values, 404, Not found",
    "GET, /vehicles/42/other, 404, Not found",
    "GET, /, 404, Not found",
  })
  void routes(String method, String path, int status, String body) throws Exception {
    HttpResponse<String> response = request(method, path);
    assertEquals(status, response.statusCode());
    assertEquals(body == null ? "" : body, response.body().strip());
  }

  @ParameterizedTest
  @CsvSource({"POST, /health, 'GET, HEAD'", "POST, /vehicles/1, 'DELETE, GET, HEAD'"})
  void otherMethodsGet405(String method, String path, String allowed) throws Exception {
    HttpResponse<String> response = request(method, path);
    assertEquals(405, response.statusCode());
    assertEquals(allowed, response.headers().firstValue("allow").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "", "/{a}/{b}", "/x{a}", "/{a", "/a}", "/{a}x", "/}{"})
  void refusesInvalidPaths(String path) {
    assertThrows(IllegalArgumentException.class, () -> new Router().get(path, echo("x")));
  }

  @Test
  void refusesTheSameRouteTwice() {
    Router router = new Router().get("/a/{id}", echo("first"));
    assertThrows(IllegalArgumentException.class, () -> router.get("/a/{other}", echo("second")));
  }
}
