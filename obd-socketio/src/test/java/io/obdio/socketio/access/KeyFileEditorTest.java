package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileEditorTest {

  private static final AccessKey GARAGE =
      new AccessKey(
          "B\u00fcro 1",
          KeyHash.of("obd_a2345678901234567890"),
          EnumSet.of(Scope.READ, Scope.WATCH),
          Instant.parse("2028-01-01T00:00:00Z"),
          List.of(Network.parse("192.168.1.0/24"), Network.parse("::1")),
          List.of(new VehiclePattern("VAN-*"), new VehiclePattern("12")));
  private static final AccessKey PHONE =
      new AccessKey("phone", KeyHash.of("obd_other"), Set.of(Scope.READ), null, List.of());

  @TempDir Path folder;

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatIsWrittenIsReadAgainAndOnlyTheOwnerMayReadIt() throws Exception {
    Path file = folder.resolve("keys.yaml");
    KeyFileEditor editor = new KeyFileEditor(file);
    assertEquals(List.of(), editor.list());
    editor.add(GARAGE);
    editor.add(PHONE);
    assertEquals(List.of(GARAGE, PHONE), editor.list());
    assertEquals("rw-------", mode(file));
    assertFalse(Files.readString(file).contains("obd_a2345678901234567890"));
    assertTrue(editor.remove("B\u00fcro 1"));
    assertFalse(editor.remove("B\u00fcro 1"));
    assertEquals(List.of(PHONE), editor.list());
    KeyFileException twice = assertThrows(KeyFileException.class, () -> editor.add(PHONE));
    assertEquals(file + ": there is a key 'phone' already", twice.getMessage());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "no temporary file remains");
    }
  }

  @Test
  void commentsAndOtherEntriesStay() throws Exception {
    Path file = folder.resolve("keys.yaml");
    String phone = "- {name: phone, sha256: " + PHONE.hash().toHex() + ", scopes: [read]} # mine\n";
    Files.writeString(file, "# family\n" + phone);
    KeyFileEditor editor = new KeyFileEditor(file);
    editor.add(GARAGE);
    assertTrue(Files.readString(file).startsWith("# family\n" + phone));
    editor.remove(GARAGE.name());
    assertEquals("# family\n" + phone, Files.readString(file));
  }

  /** Root edits the file of a server that runs as another user and reads it by its group. */
  @Test
  void aFileThatExistsKeepsItsPermissionsAndALinkStaysALink() throws Exception {
    Path file = folder.resolve("keys.yaml");
    Files.writeString(file, "[]\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    new KeyFileEditor(link).add(PHONE);
    assertEquals("rw-r-----", mode(file));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of(PHONE), new KeyFileEditor(file).list());
    assertEquals(
        Files.getOwner(folder), Files.getOwner(file), "the owner of what this test writes");
  }
}
