package io.obdio.socketio.app.config;

/**
 * A value of the configuration.
 *
 * @param value as it would be written on the command line
 * @param origin where it is set, such as {@code obdio.yaml:3}
 */
public record Setting(String value, String origin) {}
