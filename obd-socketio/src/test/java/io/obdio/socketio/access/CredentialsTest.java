package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  private final TestRequest request = TestRequest.from("127.0.0.1");

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsTheKeyInEachPlaceInOrder() {
    request.query("X-Api-Key", "query");
    assertEquals("query", Credentials.find(request, Map.of()));
    assertEquals("auth", Credentials.find(request, Map.of("x-api-key", "auth")));
    request.with("Authorization", basic("any user:pass:word"));
    assertEquals("pass:word", Credentials.find(request, Map.of("x-api-key", "auth")));
    request.with("Authorization", "bearer  token ");
    assertEquals("token", Credentials.find(request, Map.of("x-api-key", "auth")));
    request.with("X-API-KEY", " header ");
    assertEquals("header", Credentials.find(request, Map.of("x-api-key", "auth")));
  }

  @Test
  void ignoresWhatIsNotAKey() {
    assertNull(Credentials.find(request, Map.of()));
    assertNull(Credentials.find(request, Map.of("x-api-key", 7, "token", "t")));
    request.with("Authorization", "Basic not-base64!");
    assertNull(Credentials.find(request, Map.of()));
    request.with("Authorization", basic("user:"));
    assertNull(Credentials.find(request, Map.of()));
    request.with("Authorization", "Digest x");
    request.with("x-api-key", "  ");
    request.query("x-api-key", "");
    assertNull(Credentials.find(request, Map.of()));
  }
}
