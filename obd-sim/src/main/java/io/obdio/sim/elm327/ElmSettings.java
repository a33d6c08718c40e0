package io.obdio.sim.elm327;

/**
 * The settings of AT and ST commands, and their defaults, which a reset, {@code AT D} and a
 * brown-out restore. -1 means "not set".
 */
final class ElmSettings {

  static final int NONE = -1;

  boolean echo;
  boolean linefeeds;
  boolean headers;
  boolean spaces;
  boolean dlc;
  boolean canFormatting;
  boolean responses;
  boolean allowLong;
  boolean variableDlc;
  boolean memory;
  int adaptive;
  long timeoutNanos;

  /** The three header bytes of SH, and the top byte of 29-bit identifiers of CP. */
  int header;

  int priority;

  /** A 29-bit identifier of STSH or a long SH, with its top byte. */
  int receiveFilter;

  int receiveMask;
  boolean receiveExtended;
  boolean automaticFlowControl;
  int flowControlMode;
  int flowControlHeader;
  byte[] flowControlData = {};
  int extendedAddress;
  int extendedReceiveAddress;
  int testerAddress;
  int receiveAddress;

  /**
   * The K-line: bit/s, interval and content of wake-up messages, address of the 5 baud
   * initialisation.
   */
  int isoBaud;

  int wakeUpMillis;
  byte[] wakeUpMessage = {};
  int initAddress;
  boolean j1939Reversed;
  boolean j1939HeaderFormat;

  boolean reassemble;
  boolean segment;

  /** Options and bit rate divisor of protocol B of AT PB, instead of PP 2C and 2D. */
  int userOptions;

  int userDivisor;

  /** The factors of AT ST on CAN and on J1939. */
  int canTimerMultiplier;

  int j1939TimerMultiplier;

  /** Whether a search follows the order of the protocol numbers (SAE J1978). */
  boolean standardOrder;

  /** Fixed by the identity. */
  final boolean hidesPadding;

  /** One unit of AT ST, in nanoseconds: with an STN, 19 (hex) is 102 ms. */
  final long timeoutUnit;

  ElmSettings(ProgrammableParameters pp, ElmIdentity identity) {
    hidesPadding = identity.hidesPadding();
    timeoutUnit = identity.stn() ? 4_096_000L : 4_000_000L;
    reset(pp);
  }

  /** Restores the defaults, some of which are programmable parameters. */
  void reset(ProgrammableParameters pp) {
    echo = pp.value(0x09) == 0;
    linefeeds = false;
    headers = pp.value(0x01) == 0;
    spaces = true;
    dlc = pp.value(0x29) == 0;
    canFormatting = pp.value(0x24) == 0;
    responses = true;
    allowLong = pp.value(0x02) == 0;
    variableDlc = false;
    memory = true;
    adaptive = pp.value(0x04);
    timeoutNanos = pp.value(0x03) * timeoutUnit;
    header = NONE;
    priority = NONE;
    automaticFlowControl = pp.value(0x25) == 0;
    flowControlMode = 0;
    flowControlHeader = NONE;
    flowControlData = new byte[0];
    extendedAddress = NONE;
    extendedReceiveAddress = NONE;
    testerAddress = pp.value(0x06);
    receiveAddress = NONE;
    isoBaud = pp.value(0x16) == 0 ? 9_600 : 10_400;
    wakeUpMillis = pp.value(0x17) * 20;
    wakeUpMessage = new byte[0];
    initAddress = 0x33;
    userOptions = NONE;
    userDivisor = NONE;
    canTimerMultiplier = 1;
    j1939TimerMultiplier = 1;
    standardOrder = false;
    j1939Reversed = true;
    j1939HeaderFormat = true;
    reassemble = false;
    segment = false;
    acceptAll();
  }

  /** Restores the standard receive filter of the protocol. */
  void acceptAll() {
    receiveFilter = NONE;
    receiveMask = NONE;
    receiveExtended = false;
  }
}
