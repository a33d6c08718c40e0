package io.obdio.elm327.command;

/**
 * The adapter's own commands that the driver uses, one row each: ELM327 data sheet v2.3 ("AT
 * Commands") and STN1100 family reference.
 */
public enum AtCommand {
  /** All settings to their defaults; keeps the bit rate and takes no time. */
  DEFAULTS("ATD"),
  /** Full reset: takes up to a second, and drops some Bluetooth links. */
  RESET("ATZ"),
  /** Echo off. */
  ECHO_OFF("ATE0"),
  /** No linefeeds: fewer bytes. */
  LINEFEEDS_OFF("ATL0"),
  /** No spaces: fewer bytes. */
  SPACES_OFF("ATS0"),
  /** Headers on: tells the ECUs apart. */
  HEADERS_ON("ATH1"),
  /** Adaptive timing: 0 off, 1 on. */
  ADAPTIVE_TIMING("ATAT"),
  /** The version. */
  IDENTITY("ATI"),
  /** The STN chip's version. */
  STN_IDENTITY("STI"),
  /** The supply voltage. */
  VOLTAGE("ATRV"),
  /** Sets the protocol and keeps it. */
  SET_PROTOCOL("ATSP"),
  /** Tries a protocol without keeping it. */
  TRY_PROTOCOL("ATTP"),
  /** The protocol's number. */
  PROTOCOL_NUMBER("ATDPN"),
  /** Ends the session with the vehicle. */
  PROTOCOL_CLOSE("ATPC"),
  /** The header of requests. */
  SET_HEADER("ATSH"),
  /** The top five bits of a 29 bit identifier. */
  CAN_PRIORITY("ATCP"),
  /** Which identifier to receive; without argument all again. */
  RECEIVE_ADDRESS("ATCRA"),
  /** Which identifier to receive, on chips without CRA. */
  CAN_FILTER("ATCF"),
  /** Which bits of that count. */
  CAN_MASK("ATCM"),
  /** Automatic reception again. */
  AUTO_RECEIVE("ATAR"),
  /** The header of our flow control. */
  FLOW_HEADER("ATFCSH"),
  /** The data of our flow control. */
  FLOW_DATA("ATFCSD"),
  /** Whose header and data flow control has. */
  FLOW_MODE("ATFCSM"),
  /** How long to wait for answers, in 4 ms. */
  TIMEOUT("ATST"),
  /** By how much to multiply that. */
  TIMEOUT_MULTIPLIER("ATCTM"),
  /** STN: how long to wait for answers, in ms. */
  STN_TIMEOUT("STPTO"),
  /** STN: header, data and count in one. */
  STN_EXCHANGE("STPX"),
  /** STN: long requests are segmented. */
  STN_SEGMENT("STCSEGT"),
  /** Long messages allowed. */
  ALLOW_LONG("ATAL"),
  /** SAE J1939: identifiers as they are. */
  J1939_HEADERS("ATJHF"),
  /** Shows everything on the bus. */
  MONITOR_ALL("ATMA"),
  /** CAN frames as they are, without taking off or adding PCI bytes. */
  CAN_FORMATTING("ATCAF"),
  /** Sleeps. */
  LOW_POWER("ATLP"),
  /** Changes the bit rate, with a handshake. */
  BAUD_RATE("ATBRD"),
  /** How long that handshake may take, in 5 ms. */
  BAUD_TIMEOUT("ATBRT"),
  /** STN: changes the bit rate, with the same handshake. */
  STN_BAUD_RATE("STBR"),
  /** A bare carriage return repeats the last command. */
  REPEAT("");

  private final String text;

  AtCommand(String text) {
    this.text = text;
  }

  /** Without argument, as sent. */
  public String text() {
    return text;
  }
}
