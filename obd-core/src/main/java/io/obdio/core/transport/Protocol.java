package io.obdio.core.transport;

/**
 * A vehicle's protocol.
 *
 * @param id the ELM327's digit where there is one ({@code 6} for ISO 15765-4 with 11 bit
 *     identifiers at 500 kbit/s), else a word; "" for {@link #NONE}
 * @param name in the ELM327's words, such as {@code ISO 15765-4 (CAN 11/500)}; "" for {@link #NONE}
 * @param can true if requests may carry several PIDs and answers are ISO-TP messages
 */
public record Protocol(String id, String name, boolean can) {

  /** None known. */
  public static final Protocol NONE = new Protocol("", "", false);
}
