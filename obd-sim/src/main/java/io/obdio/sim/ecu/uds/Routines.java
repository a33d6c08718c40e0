package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Service 31 RoutineControl (ISO 14229-1). Guarded by the vehicle's lock. */
public final class Routines {

  private static final int RESPONSE = 0x71;
  private static final int START = 0x01;
  private static final int STOP = 0x02;
  private static final int RESULTS = 0x03;

  /** Values of the status byte, the first of the routine's status record. */
  private static final int FINISHED = 0x00;

  private static final int RUNNING = 0x01;
  private static final int STOPPED = 0x02;

  /** The routines. */
  private enum Routine {
    /** A self-test that runs for three seconds after its start. */
    SELF_TEST(0x0203, Duration.ofSeconds(3), false),
    /** The check of the programming preconditions: the answer to its start takes one second. */
    CHECK(0x0204, Duration.ofSeconds(1), true),
    /**
     * Erasing the memory: the answer takes six seconds; needs the programming session and security
     * access.
     */
    ERASE(0xFF00, Duration.ofSeconds(6), true);

    private final int id;
    private final Duration takes;
    private final boolean answersAtEnd;

    Routine(int id, Duration takes, boolean answersAtEnd) {
      this.id = id;
      this.takes = takes;
      this.answersAtEnd = answersAtEnd;
    }
  }

  /** The start of a routine, and whether it was stopped before its end. */
  private record Run(long startedAt, boolean stopped) {}

  private final UdsState state;
  private final Map<Routine, Run> runs = new HashMap<>();

  public Routines(UdsState state) {
    this.state = state;
    state.onSessionChange(runs::clear);
  }

  public ServiceResult handle(int function, Payload payload) {
    if (state.isDefault()) {
      return ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION);
    }
    if (payload.length() < 4) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    if (function < START || function > RESULTS) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    for (Routine routine : Routine.values()) {
      if (routine.id == payload.uint16(2)) {
        return control(routine, function);
      }
    }
    return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
  }

  private ServiceResult control(Routine routine, int function) {
    if (routine == Routine.ERASE) {
      if (state.session() != Session.PROGRAMMING) {
        return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
      }
      if (!state.isUnlocked()) {
        return ServiceResult.refuse(Nrc.SECURITY_ACCESS_DENIED);
      }
    }
    Run run = runs.get(routine);
    return switch (function) {
      case START -> start(routine);
      case STOP -> stop(routine, run);
      default ->
          run == null
              ? ServiceResult.refuse(Nrc.REQUEST_SEQUENCE_ERROR)
              : ServiceResult.answer(answer(RESULTS, routine, status(routine, run)));
    };
  }

  private ServiceResult start(Routine routine) {
    runs.put(routine, new Run(state.clock().nanos(), false));
    return routine.answersAtEnd
        ? ServiceResult.answerAfter(routine.takes, answer(START, routine, FINISHED))
        : ServiceResult.answer(answer(START, routine, RUNNING));
  }

  private ServiceResult stop(Routine routine, @Nullable Run run) {
    if (run == null || status(routine, run) != RUNNING) {
      return ServiceResult.refuse(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    runs.put(routine, new Run(run.startedAt, true));
    return ServiceResult.answer(answer(STOP, routine, STOPPED));
  }

  private int status(Routine routine, Run run) {
    if (run.stopped) {
      return STOPPED;
    }
    long passed = state.clock().nanos() - run.startedAt;
    return passed >= routine.takes.toNanos() ? FINISHED : RUNNING;
  }

  private static Payload answer(int function, Routine routine, int status) {
    return ByteList.of(RESPONSE, function).add16(routine.id).add(status).payload();
  }
}
