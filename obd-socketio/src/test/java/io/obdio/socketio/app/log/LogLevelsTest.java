package io.obdio.socketio.app.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Levels of loggers that exist, and of those that are created later. */
class LogLevelsTest {

  private static final String NAME = "test.of.levels";

  @AfterEach
  void restore() {
    LogLevels.set(NAME, LogLevel.INFO);
    System.clearProperty("org.slf4j.simpleLogger.log." + NAME);
  }

  @Test
  void applyToALoggerAndThoseBelowIt() {
    Logger above = LoggerFactory.getLogger("test.of");
    Logger existing = LoggerFactory.getLogger(NAME + ".existing");
    Logger other = LoggerFactory.getLogger(NAME + "other");
    assertFalse(existing.isDebugEnabled());
    LogLevels.set(NAME, LogLevel.DEBUG);
    assertTrue(existing.isDebugEnabled());
    assertFalse(existing.isTraceEnabled());
    assertTrue(LoggerFactory.getLogger(NAME + ".later").isDebugEnabled());
    assertFalse(above.isDebugEnabled());
    assertFalse(other.isDebugEnabled());
    LogLevels.set(NAME, LogLevel.ERROR);
    assertFalse(existing.isWarnEnabled());
    assertTrue(existing.isErrorEnabled());
    LogLevels.set(NAME, LogLevel.OFF);
    assertFalse(existing.isErrorEnabled());
  }
}
