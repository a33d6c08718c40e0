package io.obdio.core.value;

import io.obdio.core.message.Payload;

/**
 * Extended data of one trouble code (ISO 14229-1 ReadDTCInformation, sub-function 06).
 *
 * @param code the code
 * @param records the records as received, each preceded by its number; their content is specific to
 *     the manufacturer
 */
public record ExtendedCodeData(ReportedCode code, Payload records) {}
