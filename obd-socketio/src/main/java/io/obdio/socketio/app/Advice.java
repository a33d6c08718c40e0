package io.obdio.socketio.app;

import com.google.inject.ProvisionException;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;

/** Turns a failure into the one line that a user can act on. */
final class Advice {

  private Advice() {}

  /** What is behind the wrappings of the injector. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ProvisionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static String of(Throwable failure) {
    if (failure instanceof UserError || failure instanceof TransportException) {
      return message(failure);
    }
    if (failure instanceof BindException) {
      return message(failure);
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": not allowed to open it";
    }
    if (failure instanceof IOException) {
      return message(failure);
    }
    // Ours, not the user's: whoever reports it needs the trace.
    LoggerFactory.getLogger(Advice.class).error("unexpected failure", failure);
    return "this is a mistake of the program: " + failure;
  }

  static int exitCode(Throwable failure) {
    return failure instanceof UserError
            || failure instanceof TransportException
            || failure instanceof IOException
        ? Main.EXIT_USER_ERROR
        : 70;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
