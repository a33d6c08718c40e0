package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.time.Duration;

/**
 * A reply of an ECU. On {@link Medium#LEGACY} replies of services 01 to 0A fit one message (7
 * bytes); on {@link Medium#CAN} a reply has up to 4095 bytes, which ISO 15765-2 segments.
 *
 * @param payload from the response service id on, such as {@code 41 0C 0D 48} or {@code 7F 22 78}
 * @param delay from the last byte of the request to the first byte of this reply, not negative
 */
public record EcuReply(Payload payload, Duration delay) {}
