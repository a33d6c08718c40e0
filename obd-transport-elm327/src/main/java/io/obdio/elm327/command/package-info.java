/**
 * What an adapter is told: one command in flight, the sequence that readies it, and what each chip
 * turned out not to know.
 */
@NullMarked
package io.obdio.elm327.command;

import org.jspecify.annotations.NullMarked;
