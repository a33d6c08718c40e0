package io.obdio.socketio.app.log;

import java.lang.reflect.Field;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The levels of the loggers of slf4j-simple, which can be changed at any time. Another
 * implementation of SLF4J has a configuration of its own and is left alone. Safe for use by several
 * threads.
 */
public final class LogLevels {

  /** The loggers of this program, without the libraries. */
  public static final String PROGRAM = "io.obdio";

  private static final Logger log = LoggerFactory.getLogger(LogLevels.class);
  private static final String PROPERTY = "org.slf4j.simpleLogger.log.";

  private LogLevels() {}

  /**
   * Sets the level of a logger and of those below it, whether they exist already or not.
   *
   * @param name such as {@code io.obdio.elm327} or {@code io.netty}
   */
  public static synchronized void set(String name, LogLevel level) {
    System.setProperty(PROPERTY + name, level.word()); // for loggers that do not exist yet
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!factory.getClass().getSimpleName().equals("SimpleLoggerFactory")) {
      return;
    }
    try {
      for (Logger each : loggers(factory)) {
        if (each.getName().equals(name) || each.getName().startsWith(name + ".")) {
          Field current = each.getClass().getDeclaredField("currentLogLevel");
          current.setAccessible(true);
          current.setInt(each, level.number());
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("the level of existing loggers cannot be changed", e);
    }
  }

  private static Iterable<Logger> loggers(ILoggerFactory factory)
      throws ReflectiveOperationException {
    Field map = factory.getClass().getDeclaredField("loggerMap");
    map.setAccessible(true);
    @SuppressWarnings("unchecked") // a map by name in every version 1.7 and 2.0
    Map<String, Logger> loggers = (Map<String, Logger>) map.get(factory);
    return loggers.values();
  }
}
