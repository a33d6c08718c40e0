package io.obdio.elm327.inspection;

/**
 * The commands by which an inspection distinguishes genuine chips and clones, one row each: ELM327
 * data sheet v2.3, "AT Command Summary", with the first version that has the command. Every command
 * sets what is the default anyway, or prints something; none is stored.
 */
public enum AdapterFeature {
  /** The timing adapts to the ECUs. */
  ADAPTIVE_TIMING("AT AT", "ATAT1", 12, "the adapter waits the whole timeout after every request"),
  /** Messages of seven bytes only. */
  NORMAL_LENGTH("AT NL", "ATNL", 10, ""),
  /** Messages of more than seven bytes, on buses other than CAN. */
  ALLOW_LONG("AT AL", "ATAL", 10, "long messages on SAE J1850 and ISO 9141-2 are cut"),
  /** A filter for the identifiers of one ECU. */
  RECEIVE_ADDRESS("AT CRA", "ATCRA7E8", 13, "a mask and a filter select the responses of one ECU"),
  /** Back to automatic reception. */
  AUTO_RECEIVE("AT AR", "ATAR", 12, ""),
  /** A filter for the sender on buses other than CAN. */
  SENDER_FILTER("AT RA", "ATRAF1", 13, ""),
  /** The priority bits of a 29-bit identifier. */
  CAN_PRIORITY(
      "AT CP", "ATCP18", 10, "29-bit identifiers that do not begin with 18 cannot be addressed"),
  /** A header of eight digits. */
  LONG_HEADER("AT SH wwxxyyzz", "ATSH18DB33F1", 14, ""),
  /** A filter for 29-bit identifiers. */
  EXTENDED_FILTER("AT CF hhhhhhhh", "ATCF18DAF110", 10, ""),
  /** The header of flow control frames. */
  FLOW_HEADER(
      "AT FC SH",
      "ATFCSH7E0",
      11,
      "of long responses outside 7E8 to 7EF only the first frame arrives"),
  /** The data of flow control frames. */
  FLOW_DATA(
      "AT FC SD", "ATFCSD300000", 11, "the separation time of long responses cannot be chosen"),
  /** The automatic flow control. */
  FLOW_MODE("AT FC SM", "ATFCSM0", 11, ""),
  /** Extended addressing off. */
  EXTENDED_ADDRESS("AT CEA", "ATCEA", 14, "ECUs with extended addressing cannot be reached"),
  /** The timer's multiplier of CAN. */
  TIMEOUT_MULTIPLIER("AT CTM", "ATCTM1", 20, "responses later than 1 s are lost"),
  /** The time since the last activity on the bus. */
  ACTIVITY_COUNT("AT AMC", "ATAMC", 20, ""),
  /** The key words of the K-line. */
  KEY_WORDS("AT KW", "ATKW", 13, ""),
  /** The interval of wake-up messages on the K-line. */
  WAKE_UP_INTERVAL("AT SW", "ATSW92", 10, "the session on a K-line ends while no request is sent"),
  /** The address of the tester. */
  TESTER_ADDRESS("AT TA", "ATTAF1", 14, ""),
  /** The format of messages of SAE J1939. */
  J1939_FORMAT("AT JE", "ATJE", 13, ""),
  /** The level of the ignition input. */
  IGNITION("AT IGN", "ATIGN", 14, ""),
  /** The last message. */
  MESSAGE_BUFFER("AT BD", "ATBD", 10, ""),
  /** The timeout of a change of the bit rate. */
  BAUD_TIMEOUT("AT BRT", "ATBRT0F", 12, "the bit rate of the serial line cannot be raised"),
  /** A summary of the stored parameters. */
  PARAMETERS("AT PPS", "ATPPS", 11, "");

  private final String label;
  private final String command;
  private final int since;
  private final String consequence;

  AdapterFeature(String label, String command, int since, String consequence) {
    this.label = label;
    this.command = command;
    this.since = since;
    this.consequence = consequence;
  }

  /** Returns the command as the data sheet writes it, such as {@code AT FC SH}. */
  public String label() {
    return label;
  }

  /** Returns the command as it is sent. */
  public String command() {
    return command;
  }

  /** Returns the first version of the genuine chip that has it, times ten. */
  public int since() {
    return since;
  }

  /** Returns what is impossible without it, as a clause; empty if the driver never needs it. */
  public String consequence() {
    return consequence;
  }
}
