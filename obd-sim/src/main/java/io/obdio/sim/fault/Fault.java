package io.obdio.sim.fault;

import java.time.Duration;

/**
 * One way in which an adapter, its link or the bus behind it misbehaves. Each lasts as long as it
 * is active in a {@link FaultInjector}; those that happen once say so.
 */
public sealed interface Fault {

  /** Nothing is heard and nothing is said: the adapter hangs. */
  record Silence() implements Fault {}

  /**
   * Every reply begins later.
   *
   * @param by how much
   */
  record Delay(Duration by) implements Fault {}

  /**
   * The reply comes byte by byte.
   *
   * @param gap between two bytes
   */
  record Chunked(Duration gap) implements Fault {}

  /**
   * Random bytes, never a prompt and never a carriage return, before each reply.
   *
   * @param count how many
   */
  record Garbage(int count) implements Fault {}

  /**
   * NUL bytes before each reply.
   *
   * @param count how many
   */
  record Nuls(int count) implements Fault {}

  /**
   * The reply is complete long before its prompt.
   *
   * @param by how much later the prompt comes
   */
  record LatePrompt(Duration by) implements Fault {}

  /** Each character of the echo comes twice. */
  record DoubledEcho() implements Fault {}

  /**
   * A text between the echo and the reply, such as {@code FC}.
   *
   * @param text what, on a line of its own
   */
  record StrayAfterEcho(String text) implements Fault {}

  /** Once: the supply dips, the adapter says LV RESET and has lost its settings. */
  record LvReset() implements Fault {}

  /**
   * The reply to a request to the vehicle is cut and BUFFER FULL is glued to the cut line.
   *
   * @param characters how much of the first line is still shown
   */
  record BufferFull(int characters) implements Fault {}

  /** No ECU answers: the ignition is off. */
  record IgnitionOff() implements Fault {}

  /** The adapter is pulled from the host: the link drops and comes back when the fault ends. */
  record Unplug() implements Fault {}

  /** The last byte of every frame of the bus is wrong. */
  record WrongChecksum() implements Fault {}

  /**
   * One consecutive frame of each segmented message is lost on the bus.
   *
   * @param number which, from 1 on
   */
  record MissingConsecutiveFrame(int number) implements Fault {}

  /** A STOPPED that nobody asked for stands before the reply. */
  record StrayStopped() implements Fault {}

  /**
   * The radio module talks.
   *
   * @param text what it says, on a line of its own before the reply
   */
  record Chatter(String text) implements Fault {}

  /**
   * Messages of the adapter lose their first characters: {@code NABLE TO CONNECT}.
   *
   * @param characters how many are lost
   */
  record TruncatedText(int characters) implements Fault {}

  /** Once after each reset: the first request to the vehicle gets a prompt and nothing else. */
  record BlankFirstReply() implements Fault {}

  /** The reply to the request before stands in front of each reply. */
  record StaleReply() implements Fault {}

  /**
   * A command is answered by a question mark.
   *
   * @param command without spaces, such as {@code ATH1}
   */
  record UnknownCommand(String command) implements Fault {}

  /**
   * A request with a count digit is not understood.
   *
   * @param answer what it gets, {@code ?} or {@code NO DATA}
   */
  record CountDigitRefused(String answer) implements Fault {}

  /**
   * Every request to the vehicle gets an error text, such as {@code CAN ERROR}.
   *
   * @param text the text
   */
  record BusTrouble(String text) implements Fault {}

  /**
   * A long reply stops in its middle and only the end of the fault frees the adapter.
   *
   * @param lines how many lines still come
   */
  record FreezeOnLongReply(int lines) implements Fault {}

  /** A reset drops the link, as some Bluetooth adapters do. */
  record ResetDropsLink() implements Fault {}

  /** {@code AT TP A0} hangs the adapter until it is without power. */
  record TryAutoHangs() implements Fault {}
}
