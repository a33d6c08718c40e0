package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The response window follows the latency that was observed. Times are milliseconds. */
class ResponseTimingTest {

  private final ResponseTiming timing = new ResponseTiming(ms(50));

  private static long ms(long millis) {
    return millis * 1_000_000;
  }

  private static long us(long micros) {
    return micros * 1_000;
  }

  private static void learn(ResponseTiming timing, int count, long latency, long now) {
    for (int i = 0; i < count; i++) {
      timing.learn(ms(latency), ms(now));
    }
  }

  @BeforeEach
  void begin() {
    assertEquals(ResponseTiming.INITIAL, timing.window(0));
  }

  @Test
  void theInitialWindowHoldsUntilTheLatencyIsKnown() {
    learn(timing, ResponseTiming.OBSERVATIONS - 1, 5, 0);
    assertEquals(ResponseTiming.INITIAL, timing.window(0));
    learn(timing, 1, 5, 0);
    assertEquals(ms(50), timing.window(0));
  }

  @Test
  void aSlowResponseExtendsTheWindowAtOnceAlsoInitially() {
    learn(timing, 1, 400, 0);
    assertEquals(ms(1210), timing.window(0));
  }

  @Test
  void theWindowShrinksWithTimeAndNotWithTheNumberOfQuickResponses() {
    learn(timing, 1, 90, 0);
    learn(timing, 500, 5, 0);
    assertEquals(ms(280), timing.window(0));
    long halfLife = ResponseTiming.HALF_LIFE;
    assertEquals(ms(145), timing.window(halfLife));
    timing.learn(ms(5), halfLife);
    assertEquals(ms(145), timing.window(halfLife));
    assertEquals(us(77_500), timing.window(2 * halfLife));
    assertEquals(ms(50), timing.window(4 * halfLife));
  }

  @Test
  void theWindowHasABound() {
    learn(timing, 1, 60_000, 0);
    assertEquals(ms(5000), timing.window(0));
  }

  @Test
  void theRequestThatLooksForTheVehicleWaitsLonger() {
    learn(timing, ResponseTiming.OBSERVATIONS, 5, 0);
    assertEquals(ms(250), timing.probeWindow(0, 0));
    learn(timing, 1, 300, 0);
    assertEquals(ms(910), timing.probeWindow(0, 0));
    assertTrue(timing.probeWindow(ms(20_000), 0) < ms(910));
    assertEquals(ms(910), timing.probeWindow(0, 1));
    assertEquals(ms(1000), timing.probeWindow(0, 2));
  }
}
