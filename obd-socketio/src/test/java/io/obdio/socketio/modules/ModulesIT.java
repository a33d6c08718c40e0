package io.obdio.socketio.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modules as users have them: on the module path and on the class path, with no other library
 * than they need.
 */
class ModulesIT {

  private static final Pattern JAVA_BLOCK =
      Pattern.compile("```java\\n(import .*?)\\n```", Pattern.DOTALL);

  @TempDir private Path folder;

  /** The driver of {@code sim:} is bound as a service: the program names obd-core alone. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aVehicleIsQueriedThroughCoreAndADriver(boolean modules) throws Exception {
    SmallProgram program =
        SmallProgram.with(folder, "obd-core", "obd-isotp", "obd-sim", "slf4j-api", "jspecify");
    program.source(
        "Tester.java",
        """
        package example;

        import io.obdio.core.command.Service01;
        import io.obdio.core.connection.ObdConnection;
        import io.obdio.core.connection.ObdResponse;
        import io.obdio.core.unit.Quantity;

        public class Tester {
          public static void main(String[] args) throws Exception {
            // On a busy machine the simulated vehicle may respond too late.
            while (!printsSpeed()) {}
          }

          private static boolean printsSpeed() throws Exception {
            try (ObdConnection connection = ObdConnection.open("sim:")) {
              ObdResponse<Quantity> speed = connection.query(Service01.SPEED);
              if (!speed.isEmpty()) {
                System.out.println(Tester.class.getModule() + ": " + speed.value());
              }
              return !speed.isEmpty();
            }
          }
        }
        """);
    if (modules) {
      program.source("module-info.java", "module example { requires io.obdio.core; }");
    }
    String output = run(program, modules, "example/example.Tester");
    assertTrue(output.contains((modules ? "module example" : "unnamed module")), output);
    assertTrue(output.contains(" km/h"), output);
  }

  /** The example of docs/isotp.md. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isoTpIsUsedAlone(boolean modules) throws Exception {
    SmallProgram program =
        SmallProgram.with(folder, "obd-isotp", "obd-core", "slf4j-api", "jspecify");
    Matcher example = JAVA_BLOCK.matcher(Files.readString(Path.of("..", "docs", "isotp.md")));
    assertTrue(example.find());
    program.source("Hello.java", "package example;\n" + example.group(1));
    if (modules) {
      program.source("module-info.java", "module example { requires io.obdio.isotp; }");
    }
    String output = run(program, modules, "example/example.Hello");
    assertTrue(output.contains("7f2278\n62f1904142434445464748494a\n"), output);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerAnswersAClient(boolean modules) throws Exception {
    SmallProgram program =
        SmallProgram.with(
            folder,
            "obd-socketio",
            "obd-core",
            "obd-isotp",
            "obd-sim",
            "netty-buffer",
            "netty-codec-base",
            "netty-codec-compression",
            "netty-codec-http-",
            "netty-common",
            "netty-handler-4",
            "netty-resolver-4",
            "netty-transport-4",
            "netty-transport-classes-epoll",
            "netty-transport-native-unix-common",
            "jackson-",
            "slf4j-api",
            "jspecify");
    program.source(
        "Server.java",
        """
        package example;

        import io.obdio.socketio.obd.ObdIo;
        import io.obdio.socketio.server.ServerOptions;
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpResponse.BodyHandlers;

        public class Server {
          public static void main(String[] args) throws Exception {
            try (ObdIo io = ObdIo.create()) {
              io.connectObd("sim:");
              io.createEvent("hello", (socket, data) -> "hello " + data.at(0));
              io.createServer(ServerOptions.builder().listen("127.0.0.1", 0).build());
              io.start();
              int port = io.server().addresses().get(0).getPort();
              URI uri = URI.create(
                  "http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling");
              System.out.println(
                  HttpClient.newHttpClient()
                      .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                      .body());
            }
          }
        }
        """);
    if (modules) {
      program.source(
          "module-info.java",
          "module example { requires io.obdio.socketio; requires java.net.http; }");
    }
    String output = run(program, modules, "example/example.Server");
    assertTrue(output.contains("{\"sid\":\""), output);
  }

  @Test
  void whatAModuleDoesNotExportDoesNotCompile() throws Exception {
    SmallProgram program = SmallProgram.with(folder, "obd-core", "slf4j-api", "jspecify");
    program.source("module-info.java", "module example { requires io.obdio.core; }");
    program.source("Inside.java", "package example; import io.obdio.core.formula.Formula;");
    SmallProgram.Ended ended = program.compile(true);
    assertNotEquals(0, ended.code());
    assertTrue(
        ended.output().contains("package io.obdio.core.formula is not visible"), ended.output());
  }

  private static String run(SmallProgram program, boolean modules, String main) throws Exception {
    SmallProgram.Ended compiled = program.compile(modules);
    assertEquals(0, compiled.code(), compiled.output());
    return modules
        ? program.runOnModulePath(main)
        : program.runOnClassPath(main.substring(main.indexOf('/') + 1));
  }
}
