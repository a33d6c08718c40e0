package io.obdio.socketio.app.failure;

import com.google.inject.ProvisionException;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The messages and exit codes of failures. */
public final class Failures {

  private Failures() {}

  /** Returns the cause behind the exceptions of the injector. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ProvisionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Returns one line that a user can act on. */
  public static String of(Throwable failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (exitCode(failure) != ExitCode.INTERNAL) {
      return message(failure);
    }
    // A defect of the program: a report of it needs the stack trace.
    LoggerFactory.getLogger(Failures.class).error("unexpected failure", failure);
    return "internal error: " + failure;
  }

  /** Returns one line about the value of an option that is not valid. */
  public static String ofValue(RuntimeException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UserError) {
        String option =
            failure instanceof ParameterException parameter
                    && parameter.getArgSpec() instanceof OptionSpec spec
                ? spec.longestName() + ": "
                : "";
        return option + message(each);
      }
    }
    return message(failure)
        .replaceFirst(
            "expected one of \\[([A-Z0-9_, ]+)\\] \\(case-insensitive\\)", "expected one of $1")
        .replaceFirst("' is not an? (int|long)$", "' is not a whole number, or too large")
        .replaceFirst("' is not an? double$", "' is not a number");
  }

  /** Returns the exit code after a failure. */
  public static ExitCode exitCode(Throwable failure) {
    if (failure instanceof TransportException.BadUri
        || failure instanceof UserError
        || failure instanceof IOException) {
      return ExitCode.USER_ERROR;
    }
    return failure instanceof TransportException || failure instanceof NoVehicleError
        ? ExitCode.NO_VEHICLE
        : ExitCode.INTERNAL;
  }

  /** Returns the message of a failure, or its class if it has none. */
  public static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
