package io.obdio.socketio.uplink.homeassistant;

/** The requests that buttons send to the vehicle. */
final class ButtonRequests {

  /** Reads all published values at once. */
  static final String QUERY_NOW = "{\"method\":\"query_now\"}";

  /** Clears trouble codes: service 04 of SAE J1979. */
  static final String CLEAR_CODES = "{\"method\":\"clear_dtc\"}";

  private ButtonRequests() {}
}
