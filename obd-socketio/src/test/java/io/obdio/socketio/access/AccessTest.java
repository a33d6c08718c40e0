package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessException.Reason;
import io.obdio.socketio.http.Network;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  private static final String KEY = "obd_a2345678901234567890";

  @TempDir Path folder;

  private Instant time = Instant.parse("2027-01-01T00:00:00Z");
  private long nanos;

  private Access access(String yaml, AccessOptions.Builder options) throws Exception {
    Path file = folder.resolve("keys.yaml");
    Files.writeString(file, yaml.replace("HASH", KeyHash.of(KEY).toHex()));
    return new Access(
        options.keys(file).build(),
        new YamlKeyFile(),
        () -> time,
        () -> nanos,
        new LocalAddresses(() -> nanos));
  }

  private static Principal authenticate(Access access, String address, String key)
      throws AccessException {
    TestRequest request = TestRequest.from(address);
    return access.authenticate("test", key == null ? request : request.with("x-api-key", key));
  }

  private static ClientSession session(Consumer<String> closer) {
    return new ClientSession() {
      @Override
      public String id() {
        return "s1";
      }

      @Override
      public String api() {
        return "test";
      }

      @Override
      public String transport() {
        return "polling";
      }

      @Override
      public Set<String> rooms() {
        return Set.of("fuel");
      }

      @Override
      public void close(String reason) {
        closer.accept(reason);
      }
    };
  }

  private static AccessException refused(Access access, String address, String key) {
    return assertThrows(AccessException.class, () -> authenticate(access, address, key));
  }

  @Test
  void withoutKeysEverybodyIsAnonymousButOtherMachinesChangeNothing() throws Exception {
    try (Access access = Access.withoutKeys()) {
      assertEquals(EnumSet.allOf(Scope.class), authenticate(access, "127.0.0.1", null).scopes());
      Principal remote = authenticate(access, "203.0.113.9", "any key");
      assertEquals(
          EnumSet.of(Scope.READ, Scope.WATCH, Scope.QUERY), EnumSet.copyOf(remote.scopes()));
      AccessException e =
          assertThrows(AccessException.class, () -> access.require(remote, Scope.CLEAR));
      assertEquals(Reason.NOT_ALLOWED, e.reason());
      assertTrue(e.getMessage().contains("--open"), e.getMessage());
    }
  }

  @Test
  void openGrantsAllScopesToOtherMachines() throws Exception {
    try (Access access = Access.create(AccessOptions.builder().open(true).build())) {
      assertTrue(authenticate(access, "203.0.113.9", null).has(Scope.CLEAR));
    }
  }

  @Test
  void withKeysEveryClientNeedsOne() throws Exception {
    try (Access access =
        access("- {name: a, sha256: HASH, scopes: [read]}", AccessOptions.builder())) {
      assertEquals(Reason.UNAUTHORIZED, refused(access, "127.0.0.1", null).reason());
      assertEquals(Reason.UNAUTHORIZED, refused(access, "127.0.0.1", "wrong").reason());
      Principal principal = authenticate(access, "203.0.113.9", KEY);
      assertEquals("a", principal.name());
      access.require(principal, Scope.READ);
      AccessException e =
          assertThrows(AccessException.class, () -> access.require(principal, Scope.WATCH));
      assertEquals("the key 'a' lacks the scope 'watch'", e.getMessage());
    }
  }

  @Test
  void aKeyFileWithoutKeysAdmitsNoClient() throws Exception {
    try (Access access = access("", AccessOptions.builder())) {
      assertTrue(access.requiresKey());
      refused(access, "127.0.0.1", KEY);
    }
  }

  @Test
  void aSwitchForbidsAScopeToEveryKey() throws Exception {
    try (Access access =
        access(
            "- {name: a, sha256: HASH, scopes: [clear, connect]}",
            AccessOptions.builder().forbidden(Set.of(Scope.CLEAR)))) {
      Principal principal = authenticate(access, "127.0.0.1", KEY);
      AccessException e =
          assertThrows(AccessException.class, () -> access.require(principal, Scope.CLEAR));
      assertEquals(
          "clients may not clear trouble codes; start the server with --allow-clear",
          e.getMessage());
      access.requireScope(principal, Scope.CLEAR);
      access.require(principal, Scope.CONNECT);
    }
  }

  @Test
  void aKeyIsBoundToItsNetworksAndItsTime() throws Exception {
    try (Access access =
        access(
            "- {name: a, sha256: HASH, expires: 2027-01-01, from: [192.168.1.0/24]}",
            AccessOptions.builder())) {
      authenticate(access, "192.168.1.9", KEY);
      refused(access, "192.168.2.9", KEY);
      time = Instant.parse("2027-01-01T23:59:59Z");
      authenticate(access, "192.168.1.9", KEY);
      time = Instant.parse("2027-01-02T00:00:00Z");
      refused(access, "192.168.1.9", KEY);
    }
  }

  @Test
  void theKeyOfTheEnvironmentHasAllScopesButAdmin() throws Exception {
    try (Access access = Access.create(AccessOptions.builder().apiKey(KEY).build())) {
      Principal principal = authenticate(access, "203.0.113.9", KEY);
      assertEquals(
          EnumSet.complementOf(EnumSet.of(Scope.ADMIN)), EnumSet.copyOf(principal.scopes()));
    }
    assertThrows(
        IllegalArgumentException.class, () -> AccessOptions.builder().apiKey("short").build());
  }

  @Test
  void refusesUnreadAfterFiveWrongKeysAndStillAcceptsAKnownKey() throws Exception {
    try (Access access =
        access(
            "- {name: a, sha256: HASH}\n- {name: b, sha256: " + KeyHash.of("other").toHex() + "}",
            AccessOptions.builder())) {
      authenticate(access, "192.0.2.1", KEY);
      for (int i = 0; i < 4; i++) {
        assertEquals(Duration.ZERO, refused(access, "192.0.2.1", "wrong " + i).retryAfter());
      }
      assertEquals(Duration.ofSeconds(1), refused(access, "192.0.2.1", "wrong 5").retryAfter());
      authenticate(access, "192.0.2.1", KEY);
      AccessException unread = refused(access, "192.0.2.1", "other");
      assertEquals("too many wrong keys; try again in 1 s", unread.getMessage());
      authenticate(access, "192.0.2.2", "other");
      nanos += TimeUnit.SECONDS.toNanos(2);
      authenticate(access, "192.0.2.1", "other");
    }
  }

  @Test
  void aWithdrawnKeyEndsItsSessions() throws Exception {
    String yaml =
        "- {name: a, sha256: HASH, scopes: [read, watch]}\n"
            + "- {name: b, sha256: "
            + KeyHash.of("other").toHex()
            + ", scopes: [read]}\n";
    try (Access access = access(yaml, AccessOptions.builder())) {
      List<String> closed = new ArrayList<>();
      Principal a = authenticate(access, "127.0.0.1", KEY);
      access.register(a, session(reason -> closed.add("a: " + reason)));
      access.register(
          authenticate(access, "127.0.0.1", "other"), session(reason -> closed.add("b")));
      Path file = folder.resolve("keys.yaml");

      Files.writeString(file, "not a list");
      access.reload();
      assertEquals(List.of(), closed);
      authenticate(access, "127.0.0.1", KEY);

      Files.writeString(file, yaml.replace("HASH", KeyHash.of(KEY).toHex()).replace(", watch", ""));
      access.reload();
      assertEquals(List.of("a: key withdrawn"), closed);
      assertEquals(1, access.sessionCount());
      access.register(a, session(reason -> closed.add("late")));
      assertEquals(List.of("a: key withdrawn", "late"), closed);
    }
  }

  /** What the patterns of a session allowed must still be allowed; more does not end it. */
  @Test
  void aKeyThatLosesVehiclesEndsItsSessions() throws Exception {
    String yaml = "- {name: a, sha256: HASH, scopes: [read], vehicles: [%s]}";
    try (Access access = access(yaml.formatted("VAN-*, truck-7"), AccessOptions.builder())) {
      List<String> closed = new ArrayList<>();
      Principal a = authenticate(access, "127.0.0.1", KEY);
      assertTrue(a.maySee("VAN-1") && a.maySee("truck-7"));
      assertFalse(a.maySee("truck-77") || a.maySee("van-1"));
      access.register(a, session(closed::add));
      rewrite(access, yaml.formatted("truck-7, VAN-*, car-*"));
      rewrite(access, "- {name: a, sha256: HASH, scopes: [read]}");
      assertEquals(List.of(), closed);
      assertFalse(a.maySee("car-1"), "a session keeps the patterns with which it began");
      rewrite(access, yaml.formatted("VAN-*"));
      assertEquals(List.of("key withdrawn"), closed);

      rewrite(access, "- {name: a, sha256: HASH, scopes: [read]}");
      Principal all = authenticate(access, "127.0.0.1", KEY);
      assertTrue(all.maySee("car-1"));
      access.register(all, session(closed::add));
      rewrite(access, yaml.formatted("'*'"));
      assertEquals(List.of("key withdrawn", "key withdrawn"), closed);
    }
  }

  @Test
  void anExpiredKeyEndsItsSessions() throws Exception {
    try (Access access =
        access("- {name: a, sha256: HASH, expires: 2027-01-01}", AccessOptions.builder())) {
      List<String> closed = new ArrayList<>();
      Runnable end = access.register(authenticate(access, "127.0.0.1", KEY), session(closed::add));
      access.register(authenticate(access, "127.0.0.1", KEY), session(closed::add));
      end.run();
      access.closeInvalid();
      assertEquals(List.of(), closed);
      time = time.plus(Duration.ofDays(1));
      access.closeInvalid();
      assertEquals(List.of("key expired"), closed);
    }
  }

  @Test
  void theAuditFileHasNeitherKeysNorMoreThanTwoFiles() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (Access access = access("- {name: a, sha256: HASH}", AccessOptions.builder().audit(file))) {
      Principal a = authenticate(access, "127.0.0.1", KEY);
      refused(access, "192.0.2.1", "a wrong key of a client");
      access.audit().record("/", a, "clear_dtc", "", "ok");
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(
        List.of(
            "{\"time\":\"2027-01-01T00:00:00Z\",\"face\":\"test\",\"key\":\"\",\"address\":\"192.0.2.1\","
                + "\"action\":\"auth_fail\",\"argument\":\"\",\"outcome\":\"wrong key\"}",
            "{\"time\":\"2027-01-01T00:00:00Z\",\"face\":\"/\",\"key\":\"a\",\"address\":\"127.0.0.1\","
                + "\"action\":\"clear_dtc\",\"argument\":\"\",\"outcome\":\"ok\"}"),
        lines);
    Path small = folder.resolve("small.jsonl");
    try (AuditFile bounded = new AuditFile(small, 100)) {
      for (int i = 0; i < 50; i++) {
        bounded.append(java.util.Map.of("line", i));
      }
    }
    assertTrue(Files.size(small) <= 100 && Files.size(folder.resolve("small.jsonl.1")) <= 100);
    assertTrue(Files.readString(small).contains("49"));
    assertFalse(Files.exists(folder.resolve("small.jsonl.2")));
  }

  @Test
  void anAdministratorSeesTheSessionsAndEndsOne() throws Exception {
    try (Access access = access("- {name: a, sha256: HASH, scopes: [read]}", builder())) {
      List<String> closed = new ArrayList<>();
      access.register(authenticate(access, "192.0.2.7", KEY), session(closed::add));
      assertEquals(
          List.of(new SessionInfo("s1", "test", "a", "192.0.2.7", "polling", time, Set.of("fuel"))),
          access.sessions(10));
      assertFalse(access.endSession("s2"));
      assertTrue(access.endSession("s1"));
      assertEquals(List.of("the session was ended by an administrator"), closed);
      assertEquals(List.of(), access.sessions(10));
    }
  }

  private static AccessOptions.Builder builder() {
    return AccessOptions.builder();
  }

  @Test
  void aPrincipalWhoseKeyHasExpiredMayDoNothingEvenBeforeItsSessionIsClosed() throws Exception {
    try (Access access =
        access("- {name: a, sha256: HASH, scopes: [read], expires: 2027-01-01}", builder())) {
      Principal a = authenticate(access, "127.0.0.1", KEY);
      access.require(a, Scope.READ);
      time = time.plus(Duration.ofDays(1));
      AccessException e = assertThrows(AccessException.class, () -> access.require(a, Scope.READ));
      assertEquals(Reason.UNAUTHORIZED, e.reason());
      assertEquals("the key has expired", e.getMessage());
    }
  }

  @Test
  void aClientThatKeepsItsExpiredKeyDoesNotLockOutOthersOfItsAddress() throws Exception {
    String yaml =
        "- {name: old, sha256: HASH, expires: 2026-01-01}\n- {name: new, sha256: "
            + KeyHash.of("other").toHex()
            + "}\n";
    Path audit = folder.resolve("audit.jsonl");
    try (Access access = access(yaml, builder().audit(audit))) {
      for (int i = 0; i < 20; i++) {
        assertEquals("the key is not valid", refused(access, "192.0.2.1", KEY).getMessage());
      }
      assertEquals("new", authenticate(access, "192.0.2.1", "other").name());
    }
    String last = Files.readAllLines(audit).get(19);
    assertTrue(last.contains("\"key\":\"old\"") && last.contains("\"key expired\""), last);
  }

  @Test
  void aReturningClientNeedsAKeyThatIsStillValidAtItsNewAddress() throws Exception {
    String yaml = "- {name: a, sha256: HASH, scopes: [read], from: [192.0.2.0/24]}";
    try (Access access = access(yaml, builder())) {
      Principal before = authenticate(access, "192.0.2.1", KEY);
      Principal now = access.renew("test", before, address("192.0.2.2"));
      assertEquals("192.0.2.2", now.address().getHostAddress());
      assertThrows(
          AccessException.class, () -> access.renew("test", before, address("203.0.113.1")));
      Files.writeString(folder.resolve("keys.yaml"), "[]");
      access.reload();
      assertThrows(AccessException.class, () -> access.renew("test", before, address("192.0.2.2")));
    }
    try (Access access = Access.withoutKeys()) {
      Principal local = authenticate(access, "127.0.0.1", null);
      Principal remote = access.renew("test", local, address("203.0.113.1"));
      assertFalse(remote.has(Scope.CLEAR));
    }
  }

  private static InetAddress address(String text) {
    return Network.parseAddress(text).orElseThrow();
  }

  @Test
  void theExpiryOfTheFileCountsForSessionsThatAreOpen() throws Exception {
    String yaml = "- {name: a, sha256: HASH, scopes: [read], expires: DAY}";
    try (Access access = access(yaml.replace("DAY", "2027-06-30"), builder())) {
      List<String> closed = new ArrayList<>();
      access.register(authenticate(access, "127.0.0.1", KEY), session(closed::add));
      rewrite(access, yaml.replace("DAY", "2027-12-31"));
      time = Instant.parse("2027-08-01T00:00:00Z");
      access.closeInvalid();
      assertEquals(List.of(), closed, "the key was extended");
      rewrite(access, yaml.replace("DAY", "2027-07-01"));
      assertEquals(List.of("key expired"), closed, "the key was shortened");
    }
  }

  private void rewrite(Access access, String yaml) throws Exception {
    Files.writeString(folder.resolve("keys.yaml"), yaml.replace("HASH", KeyHash.of(KEY).toHex()));
    access.reload();
  }
}
