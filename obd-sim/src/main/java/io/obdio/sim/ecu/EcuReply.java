package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.time.Duration;

/**
 * One message an ECU answers. On {@link Medium#LEGACY} it fits one bus frame (7 bytes) as far as
 * the services of SAE J1979 go; on {@link Medium#CAN} it is up to 4095 bytes, to be segmented by
 * ISO 15765-2.
 *
 * @param payload from the response service id on, such as {@code 41 0C 0D 48} or {@code 7F 22 78}
 * @param delay from the request's last byte to this message's first, never negative
 */
public record EcuReply(Payload payload, Duration delay) {}
