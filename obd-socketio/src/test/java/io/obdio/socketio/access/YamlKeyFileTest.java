package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.http.Network;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlKeyFileTest {

  private static final Path FILE = Path.of("keys.yaml");
  private static final String HASH = KeyHash.of("obd_example").toHex();

  private static List<AccessKey> parse(String text) throws KeyFileException {
    return YamlKeyFile.parse(FILE, text.replace("HASH", HASH));
  }

  @Test
  void readsAllFields() throws Exception {
    List<AccessKey> keys =
        parse(
            """
            # comment
            - name: garage
              sha256: HASH
              scopes: [read, watch]
              expires: 2027-12-31
              from: [192.168.1.0/24, "::1"]
            - {name: hire, sha256: HASH, scopes: [read], vehicles: ["VAN-*", truck-7, 12]}
            - {name: phone, sha256: HASH, scopes: [admin], expires: 2027-06-01T12:00:00Z}
            """);
    AccessKey garage = keys.get(0);
    assertEquals("garage", garage.name());
    assertEquals(KeyHash.of("obd_example"), garage.hash());
    assertEquals(Set.of(Scope.READ, Scope.WATCH), garage.scopes());
    assertEquals(Instant.parse("2028-01-01T00:00:00Z"), garage.expires());
    assertEquals(List.of(Network.parse("192.168.1.0/24"), Network.parse("::1")), garage.from());
    assertEquals(Instant.parse("2027-06-01T12:00:00Z"), keys.get(2).expires());
    assertEquals(List.of(), keys.get(2).from());
    assertEquals("[VAN-*, truck-7, 12]", keys.get(1).vehicles().toString());
    assertEquals(List.of(), keys.get(2).vehicles());
  }

  @Test
  void anEmptyFileHasNoKeys() throws Exception {
    assertEquals(List.of(), parse(""));
    assertEquals(List.of(), parse("# nothing yet\n"));
    assertEquals(List.of(), parse("[]"));
    AccessKey bare = parse("- {name: none, sha256: HASH}").get(0);
    assertEquals(Set.of(), bare.scopes());
    assertNull(bare.expires());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x | keys.yaml:1: expected a list",
        "- [a] | keys.yaml:1: expected the fields",
        "- name: x | keys.yaml:1: sha256: expected a text",
        "- {name: x, sha256: abc} | keys.yaml:1: sha256: expected 64 hexadecimal digits",
        "- {name: x, sha256: HASH, scopes: read} | keys.yaml:1: scopes: expected a list",
        "- {name: x, sha256: HASH, scopes: [reed]} | keys.yaml:1: scopes: unknown scope 'reed'; there",
        "- {name: x, sha256: HASH, color: red} | keys.yaml:1: color: unknown field; there are expires",
        "- {name: x, sha256: HASH, expires: soon} | keys.yaml:1: expires: expected a date",
        "- {name: x, sha256: HASH, from: [example.com]} | keys.yaml:1: from: 'example.com' is not an IP",
        "- {name: x, sha256: HASH, vehicles: VAN-1} | keys.yaml:1: vehicles: expected a list",
        "- {name: x, sha256: HASH, vehicles: ['a b']} | keys.yaml:1: vehicles: pattern 'a b': expected",
        "- {name: x, sha256: HASH, vehicles: []} | keys.yaml:1: vehicles: expected at least one",
        "- {name: x, sha256: HASH, vehicles: } | keys.yaml:1: vehicles: expected at least one",
        "- {name: '', sha256: HASH} | keys.yaml:1: name '': expected 1 to 64",
        "- {name: [ | keys.yaml: line 1: not YAML"
      })
  void namesLineAndFieldOfAnError(String text, String message) {
    KeyFileException error = assertThrows(KeyFileException.class, () -> parse(text));
    assertEquals(message, error.getMessage().substring(0, message.length()));
  }

  @Test
  void namesTheLineOfALaterEntry() {
    String text = "- name: a\n  sha256: HASH\n- name: a\n  sha256: HASH\n";
    KeyFileException error = assertThrows(KeyFileException.class, () -> parse(text));
    assertEquals("keys.yaml:3: name: there are two keys 'a'", error.getMessage());
    String bad = "- name: a\n  sha256: HASH\n  scopes:\n  - read\n  - fly\n";
    KeyFileException scope = assertThrows(KeyFileException.class, () -> parse(bad));
    assertEquals("keys.yaml:5: scopes: unknown scope 'fly'", scope.getMessage().split(";")[0]);
  }
}
