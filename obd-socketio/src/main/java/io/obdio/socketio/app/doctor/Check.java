package io.obdio.socketio.app.doctor;

import java.util.function.Function;

/**
 * A row of a table of checks.
 *
 * @param id the name in JSON and in the documentation, such as {@code bit-rate}
 * @param judge derives the outcome from the facts; pure
 * @param <F> the facts that the check needs
 */
record Check<F>(String id, Function<F, Judgement> judge) {}
