package io.obdio.core.definition;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoder;

/**
 * A value that a definition file defines.
 *
 * @param id its name in the file
 * @param command asks for it; named as in the file
 * @param years the model years it is for
 * @param plain decodes the value as the file's own examples state it: a {@link Double} (also for
 *     yes and no) or a {@link String}
 */
public record DefinedCommand(
    String id, ObdCommand<?> command, ModelYears years, Decoder<?> plain) {}
