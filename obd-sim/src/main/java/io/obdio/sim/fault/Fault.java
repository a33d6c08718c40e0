package io.obdio.sim.fault;

import java.time.Duration;

/**
 * A malfunction of an adapter, of its connection, or of the vehicle bus behind it. It lasts as long
 * as it is active in a {@link FaultInjector}; faults that happen once are marked so.
 */
public sealed interface Fault {

  /** The adapter hangs: it neither receives nor sends. */
  record Silence() implements Fault {}

  /**
   * Every reply starts late.
   *
   * @param by the delay
   */
  record Delay(Duration by) implements Fault {}

  /**
   * Replies arrive byte by byte.
   *
   * @param gap time between two bytes
   */
  record Chunked(Duration gap) implements Fault {}

  /**
   * Random bytes, but no prompt and no carriage return, precede each reply.
   *
   * @param count number of bytes
   */
  record Garbage(int count) implements Fault {}

  /**
   * NUL bytes precede each reply.
   *
   * @param count number of bytes
   */
  record Nuls(int count) implements Fault {}

  /**
   * The prompt follows the reply late.
   *
   * @param by the delay
   */
  record LatePrompt(Duration by) implements Fault {}

  /** Each character of the echo is sent twice. */
  record DoubledEcho() implements Fault {}

  /**
   * A line of text between the echo and the reply, such as {@code FC}.
   *
   * @param text the line
   */
  record StrayAfterEcho(String text) implements Fault {}

  /** Once: the supply voltage drops, the adapter prints LV RESET and loses its settings. */
  record LvReset() implements Fault {}

  /**
   * The reply to a request to the vehicle is cut, and BUFFER FULL follows on the same line.
   *
   * @param characters how much of the first line is still sent
   */
  record BufferFull(int characters) implements Fault {}

  /** The ignition is off: the adapter answers, no ECU does, and the supply is the battery. */
  record IgnitionOff() implements Fault {}

  /** The adapter is unplugged from the host; the connection returns when the fault ends. */
  record Unplug() implements Fault {}

  /**
   * Every message of an ECU arrives with a wrong checksum. On J1850 and the K-line that is the last
   * byte of the message, and the adapter appends {@code <DATA ERROR}. On CAN it is the CRC of the
   * frame, which the controller checks and does not show: the data bytes are right, and the adapter
   * appends {@code <RX ERROR}.
   */
  record WrongChecksum() implements Fault {}

  /**
   * One consecutive frame of each segmented message is lost on the bus.
   *
   * @param number the number of the frame, from 1 on
   */
  record MissingConsecutiveFrame(int number) implements Fault {}

  /** A line STOPPED without reason precedes the reply. */
  record StrayStopped() implements Fault {}

  /**
   * A message of the radio module precedes the reply.
   *
   * @param text the message, on a line of its own
   */
  record Chatter(String text) implements Fault {}

  /**
   * Messages of the adapter lose their first characters: {@code NABLE TO CONNECT}.
   *
   * @param characters how many are lost
   */
  record TruncatedText(int characters) implements Fault {}

  /** Once after each reset: the reply to the first request to the vehicle is only a prompt. */
  record BlankFirstReply() implements Fault {}

  /** The reply to the previous request precedes each reply. */
  record StaleReply() implements Fault {}

  /**
   * A command is answered by a question mark.
   *
   * @param command without spaces, such as {@code ATH1}
   */
  record UnknownCommand(String command) implements Fault {}

  /**
   * Requests with a digit for the number of responses are refused.
   *
   * @param answer the reply, {@code ?} or {@code NO DATA}
   */
  record CountDigitRefused(String answer) implements Fault {}

  /**
   * Every request to the vehicle is answered by an error text, such as {@code CAN ERROR}.
   *
   * @param text the text
   */
  record BusTrouble(String text) implements Fault {}

  /**
   * A long reply stops halfway, and the adapter hangs until the fault ends.
   *
   * @param lines number of lines that are still sent
   */
  record FreezeOnLongReply(int lines) implements Fault {}

  /** A reset closes the connection, as with some Bluetooth adapters. */
  record ResetDropsLink() implements Fault {}

  /** {@code AT TP A0} hangs the adapter until its supply is switched off. */
  record TryAutoHangs() implements Fault {}
}
