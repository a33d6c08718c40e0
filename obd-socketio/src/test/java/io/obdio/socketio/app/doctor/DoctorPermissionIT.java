package io.obdio.socketio.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.socketio.testing.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program as a user who may not open the serial port of an emulated adapter. */
@Timeout(180)
class DoctorPermissionIT {

  private static final Path JAR = Path.of("target", "obdio.jar");

  /** The user {@code nobody}, without supplementary groups. */
  private static final List<String> AS_OTHER_USER =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private static final long DEADLINE_SECONDS = 90;

  @TempDir Path folder;

  @BeforeAll
  static void needsAnotherUser() {
    Requires.that(Requires.runs("socat", "-V"), "socat");
    Requires.that(
        Requires.runs("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"),
        "setpriv, and root to change the user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rw-------|tty|Let a udev rule give the device to the group dialout",
        "rw-rw----|dialout|sudo usermod -a -G dialout nobody",
      })
  void namesThePortAndTheRemedy(String permissions, String group, String remedy) throws Exception {
    try (PseudoTerminal port =
        new PseudoTerminal(folder, ElmIdentity.ELM_2_3, new FaultInjector())) {
      setOwner(port.device.toRealPath(), permissions, group);
      Path out = folder.resolve("out");
      int exit = runAsOtherUser(port.device, out);
      String text = Files.readString(out, StandardCharsets.UTF_8);
      assertEquals(1, exit, text);
      assertContains(text, "FAIL  permission       nobody may not open " + port.device);
      assertContains(text, remedy);
      assertContains(text, "FAIL  adapter          " + port.device + ": permission denied");
      assertContains(text, "-     line             no adapter answers");
      assertContains(text, "OK    native-libraries jSerialComm, JavaCAN loaded");
    }
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " expected in:\n" + text);
  }

  private static void setOwner(Path device, String permissions, String group) throws Exception {
    PosixFileAttributeView view = Files.getFileAttributeView(device, PosixFileAttributeView.class);
    GroupPrincipal principal =
        device.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
    view.setGroup(principal);
    view.setPermissions(PosixFilePermissions.fromString(permissions));
  }

  /** Runs it from a copy: the other user may not read the build folder. */
  private int runAsOtherUser(Path device, Path out) throws Exception {
    Path jar = Files.copy(JAR, folder.resolve("obdio.jar"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> command = new ArrayList<>(AS_OTHER_USER);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary, "-jar", jar.toString()));
    command.addAll(List.of("doctor", "--transport", "elm327:" + device));
    Process program =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertTrue(program.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "still running");
      return program.exitValue();
    } finally {
      program.destroyForcibly();
    }
  }
}
