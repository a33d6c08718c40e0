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
  boolean silentMonitor;
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

  /** ISO baud rate, wake-up interval in ms and the ISO init address. */
  int wakeUpMillis;

  int initAddress;
  boolean keyWordCheck;
  boolean j1939Reversed;
  boolean j1939HeaderFormat;

  boolean reassemble;
  boolean segment;

  ElmSettings() {
    reset(new ProgrammableParameters());
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
    silentMonitor = true;
    adaptive = pp.value(0x04);
    timeoutNanos = pp.value(0x03) * 4_000_000L;
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
    wakeUpMillis = pp.value(0x17) * 20;
    initAddress = 0x33;
    keyWordCheck = true;
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
