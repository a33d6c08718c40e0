package io.obdio.socketio.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCheckTest {

  private final HostCheck check =
      new HostCheck(new LocalAddresses(() -> 0), () -> List.of("Car.Example.com"));

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "localhost:48484, true",
    "LOCALHOST., true",
    "127.0.0.1:5000, true",
    "127.9.9.9, true",
    "[::1]:5000, true",
    "[::1], true",
    "raspberrypi.local:48484, true",
    "car.example.com:443, true",
    "car.example.com, true",
    "evil.example, false",
    "evil.example:48484, false",
    "localhost.evil.example, false",
    "127.0.0.1.evil.example, false",
    "car.example.com.evil.example, false",
    "203.0.113.9:48484, false",
    "[2001:db8::1]:48484, false",
    "'', false",
    ":48484, false",
    "local, false"
  })
  void allowsNamesOfThisMachine(String host, boolean expected) {
    assertEquals(expected, check.isAllowed(host));
  }
}
