package io.obdio.elm327.command;

/**
 * The adapter's own commands that the driver uses, one row each: ELM327 data sheet v2.3 ("AT
 * Commands") and STN1100 family reference.
 */
public enum AtCommand {
  /** Sets all settings to their defaults; keeps the bit rate and takes no time. */
  DEFAULTS("ATD"),
  /** Restarts the adapter: takes up to a second, and drops some Bluetooth links. */
  RESET("ATZ"),
  /** Switches the echo off. */
  ECHO_OFF("ATE0"),
  /** Switches linefeeds off: fewer bytes. */
  LINEFEEDS_OFF("ATL0"),
  /** Switches spaces off: fewer bytes. */
  SPACES_OFF("ATS0"),
  /** Switches headers on, which show the ECU of each line. */
  HEADERS_ON("ATH1"),
  /** Sets adaptive timing: 0 off, 1 on (the default). */
  ADAPTIVE_TIMING("ATAT"),
  /** Reads the version. */
  IDENTITY("ATI"),
  /** Reads the version of an STN chip. */
  STN_IDENTITY("STI"),
  /** Reads the supply voltage. */
  VOLTAGE("ATRV"),
  /** Switches the memory off: a protocol that is found is not stored. */
  MEMORY_OFF("ATM0"),
  /** Reads the text that describes the interface. */
  DESCRIPTION("AT@1"),
  /** Sets the protocol and stores it. */
  SET_PROTOCOL("ATSP"),
  /** Sets the protocol without storing it. */
  TRY_PROTOCOL("ATTP"),
  /** Reads the number of the protocol. */
  PROTOCOL_NUMBER("ATDPN"),
  /** Sets the header of requests. */
  SET_HEADER("ATSH"),
  /** Sets the top five bits of a 29-bit identifier. */
  CAN_PRIORITY("ATCP"),
  /** Sets the identifier to receive; without argument, the default. */
  RECEIVE_ADDRESS("ATCRA"),
  /** Sets the identifier to receive, on adapters without CRA. */
  CAN_FILTER("ATCF"),
  /** Sets the bits of the identifier that are compared. */
  CAN_MASK("ATCM"),
  /** Returns to automatic reception. */
  AUTO_RECEIVE("ATAR"),
  /** Sets the address byte of requests in extended addressing; without argument, ends it. */
  EXTENDED_ADDRESS("ATCEA"),
  /** Sets the address byte of responses, which is the tester's by default. */
  EXTENDED_RECEIVE_ADDRESS("ATCER"),
  /** Sets the header of flow controls. */
  FLOW_HEADER("ATFCSH"),
  /** Sets the data of flow controls. */
  FLOW_DATA("ATFCSD"),
  /** Selects the automatic flow control (0), or the one that was set (1). */
  FLOW_MODE("ATFCSM"),
  /** Sets the timeout of responses, in units of 4 ms. */
  TIMEOUT("ATST"),
  /** Sets the multiplier of that timeout. */
  TIMEOUT_MULTIPLIER("ATCTM"),
  /** STN: sets the timeout of responses, in ms. */
  STN_TIMEOUT("STPTO"),
  /** STN: sends a request with its header. */
  STN_EXCHANGE("STPX"),
  /** STN: segments long requests. */
  STN_SEGMENT("STCSEGT"),
  /** Allows messages of more than seven bytes. */
  ALLOW_LONG("ATAL"),
  /** SAE J1939: prints identifiers as they are. */
  J1939_HEADERS("ATJHF"),
  /** Prints everything on the bus. */
  MONITOR_ALL("ATMA"),
  /** Sets whether PCI bytes are added and removed automatically. */
  CAN_FORMATTING("ATCAF"),
  /** Puts the adapter to sleep. */
  LOW_POWER("ATLP"),
  /** STN: puts the adapter to sleep. */
  STN_SLEEP("STSLEEP"),
  /** Changes the bit rate, with a handshake. */
  BAUD_RATE("ATBRD"),
  /** Sets the timeout of that handshake, in units of 5 ms. */
  BAUD_TIMEOUT("ATBRT"),
  /** STN: changes the bit rate, with the same handshake. */
  STN_BAUD_RATE("STBR"),
  /** A carriage return alone, which repeats the last command. */
  REPEAT("");

  private final String text;

  AtCommand(String text) {
    this.text = text;
  }

  /** Returns the command as it is sent, without argument. */
  public String text() {
    return text;
  }
}
