package io.obdio.socketio.fleet.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewRoomTest {

  @Test
  void aNameContainsTheWholeRoom() {
    ViewRoom some = new ViewRoom("VAN-1", 200, List.of("SPEED", "RPM", "SPEED"));
    assertEquals("vehicle:VAN-1/200/RPM,SPEED", some.room());
    assertEquals(Optional.of(some), ViewRoom.parse(some.room()));
    ViewRoom all = new ViewRoom("a:b", 60_000, List.of());
    assertEquals("vehicle:a:b/60000", all.room());
    assertEquals(Optional.of(all), ViewRoom.parse(all.room()));
    assertEquals(Optional.of("a:b"), ViewRoom.vehicleOf("vehicle:a:b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vehicle:",
        "vehicle:VAN-1",
        "vehicle:VAN 1/200",
        "vehicle:VAN-1/",
        "vehicle:VAN-1/201",
        "vehicle:VAN-1/0200",
        "vehicle:VAN-1/200/",
        "vehicle:VAN-1/200/B,A",
        "vehicle:VAN-1/200/A,A",
        "vehicle:VAN-1/200/A,,B",
        "vehicle:VAN-1/200/A/B",
        "room:VAN-1/200"
      })
  void anyOtherRoomIsNone(String room) {
    assertEquals(Optional.empty(), ViewRoom.parse(room));
  }

  @ParameterizedTest
  @CsvSource({
    "100,100",
    "199,100",
    "200,200",
    "999,500",
    "1000,1000",
    "59999,30000",
    "60000,60000"
  })
  void anIntervalIsTheNextShorterOne(double given, int expected) {
    assertEquals(expected, ViewRoom.interval(given));
  }

  @Test
  void moreNamesThanARoomMayHaveAreAll() {
    List<String> most = IntStream.range(0, ViewRoom.MAX_NAMES).mapToObj(i -> "N" + i).toList();
    ViewRoom room = new ViewRoom("VAN-1", 200, most);
    assertEquals(room, room.plus(List.of("N1")));
    assertEquals(List.of(), room.plus(List.of("MORE")).names());
    assertEquals(List.of(), new ViewRoom("VAN-1", 200, List.of()).plus(List.of("A")).names());
  }
}
