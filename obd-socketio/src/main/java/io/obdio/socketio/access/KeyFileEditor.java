package io.obdio.socketio.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An editor of key files that keeps comments and other entries. The file is replaced at once; a new
 * one can be read by its owner only, another one keeps its owner, group and permissions.
 */
public final class KeyFileEditor {

  private static final String HEADER =
      "# Keys of the clients of OBDio, see docs/access.md. Only hashes are stored.\n";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;

  /** Creates an editor of a file, which may not exist yet. */
  public KeyFileEditor(Path file) {
    this.file = file;
  }

  /**
   * Returns all keys; none if there is no file.
   *
   * @throws KeyFileException if the file cannot be read or is invalid
   */
  public List<AccessKey> list() throws KeyFileException {
    return Files.exists(file) ? new YamlKeyFile().read(file) : List.of();
  }

  /**
   * Adds a key.
   *
   * @throws KeyFileException if there is a key of this name, or the file is invalid
   * @throws IOException if the file cannot be written
   */
  public void add(AccessKey key) throws IOException {
    for (AccessKey known : list()) {
      if (known.name().equals(key.name())) {
        throw new KeyFileException(file + ": there is a key '" + key.name() + "' already");
      }
    }
    String text = Files.exists(file) ? Files.readString(file) : HEADER;
    if (list().isEmpty()) {
      text = text.replaceFirst("(?m)^\\[\\s*\\]\\s*$", "");
    }
    List<AccessKey> expected = new ArrayList<>(list());
    expected.add(key);
    write(text + (text.endsWith("\n") ? "" : "\n") + entry(key), expected);
  }

  /**
   * Removes a key.
   *
   * @return whether there was a key of this name
   * @throws KeyFileException if the file is invalid
   * @throws IOException if the file cannot be written
   */
  public boolean remove(String name) throws IOException {
    List<AccessKey> keys = new ArrayList<>(list());
    int index = 0;
    while (index < keys.size() && !keys.get(index).name().equals(name)) {
      index++;
    }
    if (index == keys.size()) {
      return false;
    }
    keys.remove(index);
    write(withoutEntry(Files.readString(file), index), keys);
    return true;
  }

  /** Removes the lines of one entry: from its dash to the next dash in the first column. */
  private static String withoutEntry(String text, int index) {
    StringBuilder kept = new StringBuilder();
    int entry = -1;
    for (String line : text.lines().toList()) {
      if (line.startsWith("-")) {
        entry++;
      }
      if (entry != index || line.startsWith("#")) {
        kept.append(line).append('\n');
      }
    }
    return kept.toString();
  }

  private static String entry(AccessKey key) {
    StringBuilder text = new StringBuilder();
    text.append("- name: ").append(quoted(key.name())).append('\n');
    text.append("  sha256: ").append(key.hash().toHex()).append('\n');
    text.append("  scopes: [")
        .append(
            String.join(
                ", ",
                EnumSet.allOf(Scope.class).stream()
                    .filter(key.scopes()::contains)
                    .map(Scope::word)
                    .toList()))
        .append("]\n");
    if (key.expires() != null) {
      text.append("  expires: ").append(key.expires()).append('\n');
    }
    if (!key.from().isEmpty()) {
      text.append("  from: [")
          .append(String.join(", ", key.from().stream().map(n -> quoted(n.toString())).toList()))
          .append("]\n");
    }
    if (!key.vehicles().isEmpty()) {
      text.append("  vehicles: [")
          .append(String.join(", ", key.vehicles().stream().map(p -> quoted(p.text())).toList()))
          .append("]\n");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** Writes the text if it has exactly the expected keys, else all of them without comments. */
  private void write(String text, List<AccessKey> expected) throws IOException {
    String written = text;
    if (!isOf(text, expected)) {
      StringBuilder all = new StringBuilder(HEADER);
      expected.forEach(key -> all.append(entry(key)));
      written = all.toString();
    }
    // A link stays: the file that it leads to is replaced.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary = Files.createTempFile(target.getParent(), ".keys", ".tmp", ownerOnly());
    try {
      Files.writeString(temporary, written);
      keepOwner(target, temporary);
      Files.move(
          temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Gives a new file owner, group and permissions of the old one, so that a server that runs as
   * another user than the editor can read it and sees what was revoked.
   */
  private static void keepOwner(Path old, Path replacement) throws IOException {
    PosixFileAttributeView to =
        Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
    if (to == null || !Files.exists(old)) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributes now = to.readAttributes();
    if (!before.group().equals(now.group())) {
      to.setGroup(before.group());
    }
    to.setPermissions(before.permissions());
    if (!before.owner().equals(now.owner())) {
      to.setOwner(before.owner());
    }
  }

  private boolean isOf(String text, List<AccessKey> expected) {
    try {
      return YamlKeyFile.parse(file, text).equals(expected);
    } catch (KeyFileException e) {
      return false; // written in a style that cannot be edited line by line
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }
}
