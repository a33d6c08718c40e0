package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * The errors of users: one row for each, with the exit code and a part of the message. {@code @} is
 * the folder of the files.
 */
@Timeout(60)
class UserErrorsTest {

  private static final Map<String, String> FILES =
      Map.of(
          "cut.json", "{\"commands\": [{\"hdr\": \"7E0\",\n \"cmd\": {\"22\": \"F1\"}",
          "number.json", "{\"commands\": 5}",
          "length.json",
              "{\"commands\":[{\"hdr\":\"7E0\",\"cmd\":{\"22\":\"F4\"},\"freq\":1,\"signals\":[{\"id\":\"A\",\"fmt\":{\"len\":\"x\"}}]}]}",
          "quote.csv", "Name,ShortName,ModeAndPID,Equation\nA,B,\"22F4,A*\n",
          "notes.txt", "milk and bread\n",
          "keys.yaml", "keys:\n  - name: x\n   scopes: [a\n",
          "scenario.yaml", "vehicle: [\n",
          "colon.yaml", "host: a: b\n",
          "drive.txt", "0.100 010C 7E8#410C0D48\n");

  @TempDir static Path folder;

  private record Result(int exit, String text) {}

  @BeforeAll
  static void writeFiles() throws Exception {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static Result run(String command) {
    String[] args = command.strip().replace("@", folder.toString()).split(" +");
    StringWriter text = new StringWriter();
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    return new Result(Main.run(line, args), text.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          serv                                                  | 2  | unknown subcommand 'serv'; did you mean 'serve'?
          --nonsense                                            | 2  | Unknown option: '--nonsense'
          commands nosuchword                                   | 1  | no command matches 'nosuchword'
          commands RPX                                          | 1  | did you mean 'RPM'?
          serve --port 0 --host 192.0.2.77                      | 2  | cannot listen on 192.0.2.77:0: 192.0.2.77 is not an address of this computer; use one of
          fleet                                                 | 2  | --broker is missing: name the broker of the vehicles
          fleet --broker http://x                               | 2  | --broker: invalid address of a broker: expected mqtt://
          fleet --broker mqtt://h                               | 2  | --sink is missing: name the store
          fleet --broker mqtt://h --sink folder                 | 2  | --sink folder: expected files:FOLDER
          fleet --broker mqtt://h --sink files:@/notes.txt      | 2  | --sink files:
          fleet --broker mqtt://h --sink files:@/s --node a/b   | 2  | 'a/b' is not the name of a node
          fleet --broker mqtt://h --sink files:@/s --group a/b  | 2  | 'a/b' is not the name of a group
          fleet --broker mqtt://h/+ --sink files:@/s            | 2  | --broker: invalid root of topics
          fleet export --sink files:@/nowhere                   | 2  | nowhere: no such folder
          serve --port -1                                       | 2  | --port -1 is not a port
          serve --port abc                                      | 2  | 'abc' is not a whole number
          serve --host ::1%nope                                 | 2  | unknown host
          serve --tls-key @/notes.txt                           | 2  | must be given together
          serve --tls-certificate @/no.pem --tls-key @/notes.txt | 2 | no.pem: no such file
          serve --port 0 --tls-certificate @/notes.txt --tls-key @/notes.txt | 2 | does not contain valid certificates
          serve --trusted-proxies 10.0.0.300                    | 2  | --trusted-proxies: '10.0.0.300' is not an IP address or network
          serve --cors-origins nonsense                         | 2  | --cors-origins: 'nonsense' is not an origin
          serve --allowed-hosts http://x                        | 2  | expected a host name
          serve --connect-hosts http://x:1                      | 2  | expected HOST or HOST:PORT
          serve --audit @/no/audit.jsonl                        | 2  | there is no folder
          serve --devices-aliases @/no/x                        | 2  | there is no folder
          serve --keys @/no.yaml                                | 2  | 'obdio keys new' creates it
          serve --keys @/keys.yaml                              | 2  | line 3: not YAML
          serve --static /x=@/none                              | 2  | no such file or folder
          serve --config @                                      | 2  | is a folder: name a file
          serve --config @/colon.yaml                           | 2  | colon.yaml:1: a value that contains ': ' or ends in a colon needs quotes
          serve --transport replay:@/none.txt                   | 2  | no such file
          serve --port 0 --transport replay:@/notes.txt         | 2  | notes.txt, line 1: expected seconds
          serve --transport nonsense:x                          | 2  | unknown transport 'nonsense:'
          serve --transport elm327:x?colour=red                 | 2  | unknown option 'colour'
          serve --uplink broker                                 | 2  | --uplink: invalid address of a broker: expected mqtt://[USER@]HOST[:PORT][/ROOT]
          serve --uplink-vehicle VAN-1                          | 2  | --uplink-vehicle needs --uplink mqtt://BROKER
          serve --uplink-interval 5000                          | 2  | --uplink-interval needs --uplink mqtt://BROKER
          serve --uplink-past-trips                             | 2  | --uplink-past-trips needs --uplink mqtt://BROKER
          serve --cluster-protocol stream                       | 2  | expected streams, sharded, classic; found 'stream'
          serve --uplink mqtt://b/a+b                           | 2  | invalid root of topics: 'a+b'
          serve --uplink mqtt://b --uplink-vehicle a/b          | 2  | --uplink-vehicle a/b: expected up to 64 letters, digits
          serve --home-assistant                                | 2  | --home-assistant needs --uplink mqtt://BROKER
          serve --uplink mqtt://b --home-assistant=a/+          | 2  | --home-assistant: invalid discovery prefix: 'a/+'
          serve --uplink mqtt://b --home-assistant --home-assistant-style=x | 2 | --home-assistant-style: expected device, entity; found 'x'
          serve --gps gpsd:localhost                            | 2  | --gps needs --history FILE or --uplink
          serve --uplink mqtt://b --uplink-interval 5           | 2  | --uplink-interval: the interval must be from 100 ms to an hour
          serve --uplink mqtt://b --uplink-watch RPX            | 2  | --uplink-watch: no command 'RPX'
          serve --uplink mqtt://b --uplink-allow control        | 2  | --uplink-allow: expected read, watch, query and clear, or none; found 'control'
          serve --uplink mqtt://b --uplink-ca @/keys.yaml       | 2  | write mqtts:// in place of mqtt://
          serve --uplink mqtt://b --uplink-password-file @/notes.txt | 2 | a password needs the name of the user
          serve --uplink mqtts://b --uplink-ca @/no.pem         | 2  | no.pem: no such file
          serve --uplink mqtts://b --uplink-ca @/notes.txt      | 2  | notes.txt: has no certificate in PEM
          serve --uplink mqtts://b --uplink-key @/notes.txt     | 2  | a key its certificate
          serve --record @/notes.txt                            | 2  | exists and is not a recording
          serve --record @/no/drive.txt                         | 2  | there is no folder
          serve --record @/d-%q.txt                             | 2  | the fields of a date are %Y %m %d %H %M %S
          serve --transport replay:@/drive.txt --record @/drive.txt | 2 | is the file that is replayed
          serve --trace @/notes.txt                             | 2  | exists and is not a trace
          serve --log-level loud                                | 2  | expected one of
          query --definitions @/cut.json RPM                    | 2  | not JSON: the file ends within an object or a list
          query --definitions @/number.json RPM                 | 2  | not a signal set: no list 'commands'
          query --definitions @/length.json RPM                 | 2  | no valid command: command 1 (7E0.22F4), signal A: 'len' is not a number
          query --definitions @/quote.csv RPM                   | 2  | row 2: broken quotes
          query --definitions @/notes.txt RPM                   | 2  | expected a signal set (.json) or a Torque list (.csv)
          query --model-year 12 RPM                             | 2  | expected a year from 1980 to 2099
          query --transport sim:?scenario=@/scenario.yaml RPM   | 2  | scenario.yaml:1: invalid YAML
          query --transport elm327:@/none RPM                   | 69 | no such port
          query --transport elm327://127.0.0.1:1 RPM            | 69 | Connection refused
          query --transport socketcan:nocan0 RPM                | 69 | there is no interface 'nocan0'
          query --transport slcan:@/none RPM                    | 69 | no such port
          query --transport isotpserver:127.0.0.1:1 RPM         | 69 | Connection refused
          trace --transport elm327:@/none                       | 69 | no such port
          sim --elm327-port 99999                               | 2  | is not a port
          sim --host 192.0.2.77                                 | 2  | 192.0.2.77 is not an address of this computer
          sim --scenario @/scenario.yaml                        | 2  | scenario.yaml:1: invalid YAML
          sim --can nocan0                                      | 2  | there is no interface 'nocan0'
          keys list --keys @/no.yaml                            | 2  | no such file
          keys new --name x --scopes read --keys @/no/k.yaml    | 2  | there is no folder
          candump nocan0                                        | 2  | there is no interface 'nocan0'
          check-definitions @/cut.json @/notes.txt              | 2  | cut.json:
          """)
  void isOneLineWithTheRemedy(String command, int exit, String message) {
    Result result = run(command);
    assertEquals(exit, result.exit(), result.text());
    assertTrue(result.text().contains(message), result.text());
    assertFalse(result.text().contains("Exception"), result.text());
    assertFalse(result.text().contains("Source:"), result.text());
    assertFalse(result.text().contains(" /1"), "an address with a slash: " + result.text());
  }

  @Test
  void aPortInUseIsNamedBeforeTheVehicleIsOpened() throws Exception {
    Path recorded = folder.resolve("never.txt");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String at = "127.0.0.1:" + taken.getLocalPort();
      Result result = run("serve --record " + recorded + " --port " + taken.getLocalPort());
      assertEquals(2, result.exit(), result.text());
      assertTrue(
          result.text().contains("cannot listen on " + at + ": the port is in use"), result.text());
      assertFalse(Files.exists(recorded), "the transport was opened");
      Result sim = run("sim --elm327-port " + taken.getLocalPort());
      assertEquals(2, sim.exit(), sim.text());
      assertTrue(sim.text().contains("another port with --elm327-port"), sim.text());
    }
  }
}
