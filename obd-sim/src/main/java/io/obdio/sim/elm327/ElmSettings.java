package io.obdio.sim.elm327;

/**
 * What AT and ST commands set, with the defaults that a reset, {@code AT D} or a brown-out brings
 * back. -1 stands for "not set" throughout.
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

  /** The three header bytes set by SH, and the top byte of 29 bit identifiers set by CP. */
  int header;

  int priority;

  /** An identifier of 29 bits set by STSH or a long SH, with the top byte in it. */
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

  /** Of the K-line: bits per second, wake-up interval and message, address of the 5 baud init. */
  int isoBaud;

  int wakeUpMillis;
  byte[] wakeUpMessage = {};
  int initAddress;
  boolean j1939Reversed;
  boolean j1939HeaderFormat;

  boolean reassemble;
  boolean segment;

  /** Options and rate divisor of protocol B as AT PB set them, instead of PP 2C and 2D. */
  int userOptions;

  int userDivisor;

  /** By what AT ST is multiplied on CAN and on J1939. */
  int canTimerMultiplier;

  int j1939TimerMultiplier;

  /** True if a search follows the numbers of the protocols (SAE J1978). */
  boolean standardOrder;

  /** The identity's manner; nothing changes it. */
  final boolean hidesPadding;

  /** What one unit of AT ST is, in nanoseconds: an STN makes 102 ms of its 19. */
  final long timeoutUnit;

  ElmSettings(ProgrammableParameters pp, ElmIdentity identity) {
    hidesPadding = identity.hidesPadding();
    timeoutUnit = identity.stn() ? 4_096_000L : 4_000_000L;
    reset(pp);
  }

  /** The defaults, as far as they stand in the programmable parameters. */
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

  /** Receive by the protocol's own rule again. */
  void acceptAll() {
    receiveFilter = NONE;
    receiveMask = NONE;
    receiveExtended = false;
  }
}
