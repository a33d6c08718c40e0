package io.obdio.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/library.md and docs/isotp.md do what the pages state. */
@Timeout(120)
class LibraryPageIT {

  @TempDir static Path folder;

  private static DocumentedPrograms programs;

  @BeforeAll
  static void compile() throws IOException {
    programs = DocumentedPrograms.compile(folder, "docs/library.md", "docs/isotp.md", "README.md");
  }

  @Test
  void theLoggerWritesTwoValues() throws Exception {
    assertEquals(List.of("wrote drive.csv"), programs.run("CsvLogger"));
    List<String> lines = Files.readAllLines(folder.resolve("drive.csv"));
    assertEquals("time,command,value,unit", lines.get(0));
    String time = "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z,";
    assertTrue(count(lines, time + "RPM,\\d+\\.\\d+,rpm") >= 10, lines.toString());
    assertTrue(count(lines, time + "SPEED,\\d+\\.\\d+,km/h") >= 3, lines.toString());
  }

  @Test
  void theVinIsReadByItsDataIdentifier() throws Exception {
    List<String> lines = programs.run("ReadVin");
    assertEquals(1, count(lines, "[A-HJ-NPR-Z0-9]{17}"), lines.toString());
  }

  @Test
  void theEchoReturnsTheMessage() throws Exception {
    assertEquals(List.of("Hello world!"), programs.run("Echo"));
  }

  @Test
  void theIsoTpExampleHasTheCommentedOutput() throws Exception {
    assertEquals(List.of("7f2278", "62f1904142434445464748494a"), programs.run("Hello"));
  }

  @Test
  void theChatReachesTheOthersInTheRoom() throws Exception {
    Process server = programs.start("ChatServer", "0");
    try (BufferedReader output = server.inputReader()) {
      String port = output.readLine().replace("listening on port ", "");
      try (TestClient first = client(port);
          TestClient second = client(port)) {
        assertEquals(1, first.ask("join", "garage"));
        assertEquals(1, second.ask("join", "garage"));
        first.emit("message", new JSONObject("{room: garage, text: hello}"));
        assertEquals("hello", second.next("message")[0]);
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void theGatewayIsReachedByItsUri() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("io.obdio.core.transport.TransportProvider"), "GatewayProvider\n");
    assertEquals(List.of("850.0 rpm"), programs.run("GatewayDemo"));
  }

  @Test
  void theDefinitionAddsACommand() throws Exception {
    Files.writeString(
        folder.resolve("extra.csv"), DocumentedPrograms.blocks("docs/library.md", "csv").get(0));
    List<String> lines = programs.run("WithDefinitions");
    assertEquals(1, count(lines, "\\d+\\.\\d+ Hz"), lines.toString());
  }

  private static TestClient client(String port) throws InterruptedException {
    TestClient client = TestClient.open(Integer.parseInt(port), "/chat", options -> {});
    client.awaitAccepted();
    return client;
  }

  private static long count(List<String> lines, String regex) {
    return lines.stream().filter(line -> line.matches(regex)).count();
  }
}
