package io.obdio.core.transport;

/**
 * A vehicle's protocol.
 *
 * @param id the ELM327's digit if it has one ({@code 6} for ISO 15765-4 with 11-bit identifiers at
 *     500 kbit/s), else a word; "" for {@link #NONE}
 * @param name the ELM327's name, such as {@code ISO 15765-4 (CAN 11/500)}; "" for {@link #NONE}
 * @param can whether requests may contain several PIDs and messages are those of ISO 15765-2
 */
public record Protocol(String id, String name, boolean can) {

  /** The value while the protocol is not known. */
  public static final Protocol NONE = new Protocol("", "", false);
}
