package io.obdio.socketio.app.doctor;

/**
 * The result of one check.
 *
 * @param group the heading, such as {@code Adapter}
 * @param id the check's name, such as {@code bit-rate}
 * @param verdict the outcome
 * @param text what was found, as a phrase
 * @param remedy what to do, as a sentence; empty if there is nothing to do
 */
public record Finding(String group, String id, Verdict verdict, String text, String remedy) {}
