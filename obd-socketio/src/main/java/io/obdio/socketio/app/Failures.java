package io.obdio.socketio.app;

import com.google.inject.ProvisionException;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;

/** The messages and exit codes of failures. */
final class Failures {

  private Failures() {}

  /** Returns the cause behind the exceptions of the injector. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ProvisionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Returns one line that a user can act on. */
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
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof IOException) {
      return message(failure);
    }
    // A defect of the program: a report of it needs the stack trace.
    LoggerFactory.getLogger(Failures.class).error("unexpected failure", failure);
    return "internal error: " + failure;
  }

  static int exitCode(Throwable failure) {
    return failure instanceof UserError
            || failure instanceof TransportException
            || failure instanceof IOException
        ? Main.EXIT_USER_ERROR
        : 70;
  }

  static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
