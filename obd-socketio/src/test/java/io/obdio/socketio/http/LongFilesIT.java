package io.obdio.socketio.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.http.server.RequestWatcher;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.SelfSigned;
import io.obdio.socketio.testing.TestServers;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are read beside the event loop, long ones in parts. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class LongFilesIT {
  private static final int LONG = 20_000_000;

  @TempDir private Path folder;
  private @Nullable HttpServer server;

  @BeforeEach
  void files() throws Exception {
    Files.writeString(folder.resolve("short.txt"), "short");
    byte[] bytes = new byte[LONG];
    new SplittableRandom(1).nextBytes(bytes);
    Files.write(folder.resolve("long.bin"), bytes);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private RawHttp serve(HttpOptions options, RequestHandler... handlers) throws Exception {
    HttpServer made = TestServers.http(options, RequestWatcher.NONE, handlers);
    server = made;
    made.start();
    return new RawHttp("http://127.0.0.1:" + port());
  }

  private int port() {
    return server == null ? 0 : server.addresses().get(0).getPort();
  }

  private Map<String, String> routes() {
    return Map.of("/", folder.toString());
  }

  private byte[] file() throws Exception {
    return Files.readAllBytes(folder.resolve("long.bin"));
  }

  private static HttpOptions options(Duration keepAlive, boolean compression) {
    return TestServers.options().toBuilder()
        .keepAlive(keepAlive)
        .httpCompression(compression)
        .build();
  }

  @Test
  void aLongFileComesWholeAndTheConnectionGoesOn() throws Exception {
    RawHttp http = serve(TestServers.options(), new StaticFiles(routes()));
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> response =
          RawHttp.CLIENT.send(http.request("/long.bin").build(), BodyHandlers.ofByteArray());
      assertEquals(200, response.statusCode());
      assertArrayEquals(file(), response.body());
      assertEquals("short", http.get("/short.txt").body());
    }
    HttpResponse<String> head =
        RawHttp.send(http.request("/long.bin").method("HEAD", BodyPublishers.noBody()));
    assertEquals(String.valueOf(LONG), head.headers().firstValue("content-length").orElse(""));
    String tag = head.headers().firstValue("etag").orElseThrow();
    assertEquals(
        304, RawHttp.send(http.request("/long.bin").header("If-None-Match", tag)).statusCode());
  }

  @Test
  void aLongFileIsCompressedForWhoCan() throws Exception {
    RawHttp http = serve(options(Duration.ofSeconds(60), true), new StaticFiles(routes()));
    HttpResponse<InputStream> response =
        RawHttp.CLIENT.send(
            http.request("/long.bin").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofInputStream());
    assertEquals("gzip", response.headers().firstValue("content-encoding").orElse(""));
    try (GZIPInputStream in = new GZIPInputStream(response.body())) {
      assertArrayEquals(file(), in.readAllBytes());
    }
  }

  @Test
  void aLongFileIsEncrypted() throws Exception {
    SelfSigned made = SelfSigned.make(folder);
    serve(
        TestServers.options().toBuilder().tls(made.files()).maxConnections(10).build(),
        new StaticFiles(routes()));
    try (SelfSigned.Client client = made.client()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/long.bin")).build();
      assertArrayEquals(file(), client.http().send(request, BodyHandlers.ofByteArray()).body());
    }
  }

  @Test
  void whoDoesNotReadIsClosed() throws Exception {
    serve(options(Duration.ofMillis(500), false), new StaticFiles(routes()));
    try (RawConnection deaf = RawConnection.open(port(), 4096)) {
      deaf.send("GET /long.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      Await.until("closed", () -> server != null && server.connections() == 0);
    }
  }

  @Test
  void whatIsAskedMeanwhileComesAfterTheLongFile() throws Exception {
    serve(TestServers.options(), new StaticFiles(routes()));
    String get = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawConnection reads = RawConnection.open(port())) {
      reads.send(get.formatted("long.bin") + get.formatted("short.txt"));
      assertEquals(LONG, bodyLength(reads.head()));
      assertArrayEquals(file(), reads.bytes(LONG));
      assertTrue(reads.response().endsWith("short"));
    }
  }

  private static int bodyLength(String head) {
    String key = "content-length: ";
    int at = head.indexOf(key) + key.length();
    return Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
  }

  @Test
  void aFileThatBecomesShorterEndsTheConnectionAndNothingElse() throws Exception {
    RawHttp http = serve(TestServers.options(), new StaticFiles(routes()));
    try (RawConnection reads = RawConnection.open(port(), 4096)) {
      reads.send("GET /long.bin HTTP/1.1\r\nHost: x\r\n\r\n");
      reads.head();
      Files.write(folder.resolve("long.bin"), new byte[10], StandardOpenOption.TRUNCATE_EXISTING);
      assertTrue(reads.rest().length < LONG);
    }
    assertEquals("short", http.get("/short.txt").body());
  }

  /** A disk that takes its time. */
  private static final class SlowDisk implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void read() throws InterruptedException {
      Runnable task = tasks.poll(30, TimeUnit.SECONDS);
      assertTrue(task != null, "no file was requested");
      task.run();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/short.txt", "/long.bin", "/nothing"})
  void aSlowDiskDelaysNoOtherClient(String path) throws Exception {
    SlowDisk disk = new SlowDisk();
    RawHttp http =
        serve(
            TestServers.options(),
            new StaticFiles(routes(), disk),
            new Router().get("/health", new Health(exchange -> Health.State.UP)));
    CompletableFuture<HttpResponse<String>> waits = http.getAsync(path);
    CompletableFuture<HttpResponse<String>> health = http.getAsync("/health");
    Await.until("both wait for the disk", () -> disk.tasks.size() == 2);
    assertEquals(405, http.post("/x", "y").statusCode(), "the loop is free");
    assertFalse(waits.isDone());
    disk.read();
    disk.read(); // there is no file 'health': the handler behind the files is asked
    assertEquals(path.equals("/nothing") ? 404 : 200, Await.value(waits).statusCode());
    assertEquals("{\"status\":\"up\"}", Await.value(health).body());
  }

  @Test
  void whenTooManyWaitTheNextIsAnsweredRetryLater() throws Exception {
    RawHttp http =
        serve(
            TestServers.options(),
            new StaticFiles(
                routes(),
                task -> {
                  throw new RejectedExecutionException("full");
                }));
    HttpResponse<String> refused = http.get("/short.txt");
    assertEquals(503, refused.statusCode());
    assertEquals("1", refused.headers().firstValue("retry-after").orElse(""));
  }

  @Test
  void aReaderThatComesAfterTheServerClosedHasNoEffect() throws Exception {
    SlowDisk disk = new SlowDisk();
    RawHttp http = serve(TestServers.options(), new StaticFiles(routes(), disk));
    CompletableFuture<HttpResponse<String>> small = http.getAsync("/short.txt");
    CompletableFuture<HttpResponse<String>> large = http.getAsync("/long.bin");
    CompletableFuture<HttpResponse<String>> none = http.getAsync("/nothing");
    Await.until("all wait for the disk", () -> disk.tasks.size() == 3);
    stop();
    for (int i = 0; i < 3; i++) {
      disk.read();
    }
    Await.until(
        "all ended",
        () ->
            small.isCompletedExceptionally()
                && large.isCompletedExceptionally()
                && none.isCompletedExceptionally());
  }
}
