package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceResult;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Service 27 SecurityAccess (ISO 14229-1): levels 01/02 (extended and programming session) and
 * 03/04 (programming session). Three wrong keys lock it for ten seconds. Guarded by the vehicle's
 * lock.
 */
public final class SecurityAccess {

  private static final int RESPONSE = 0x67;
  private static final int KEY_LENGTH = 4;
  private static final int MAX_ATTEMPTS = 3;
  private static final int LAST_LEVEL = 0x04;
  private static final int PROGRAMMING_LEVEL = 0x03;
  private static final long LOCKED_FOR = Duration.ofSeconds(10).toNanos();

  private final UdsState state;
  private final SplittableRandom random;
  private int pendingLevel;
  private int pendingSeed;
  private int wrongKeys;
  private boolean locked;
  private long lockedSince;

  public SecurityAccess(UdsState state, long seed) {
    this.state = state;
    this.random = new SplittableRandom(seed);
    state.onSessionChange(() -> pendingLevel = 0);
  }

  /**
   * Returns the key that the simulated ECUs accept: the seed, exclusive-or 4F424449, rotated left
   * by five bits, plus the level.
   *
   * @param level the odd sub-function that requested the seed
   * @param seed the four bytes of the seed
   */
  public static int keyFor(int level, int seed) {
    return Integer.rotateLeft(seed ^ 0x4F424449, 5) + level;
  }

  public ServiceResult handle(int function, Payload payload) {
    if (function == 0 || function > LAST_LEVEL) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (function >= PROGRAMMING_LEVEL && state.session() != Session.PROGRAMMING) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED_IN_ACTIVE_SESSION);
    }
    return function % 2 == 1 ? requestSeed(function, payload) : sendKey(function, payload);
  }

  private ServiceResult requestSeed(int level, Payload payload) {
    if (payload.length() != 2) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    if (isLocked()) {
      return ServiceResult.refuse(Nrc.REQUIRED_TIME_DELAY_NOT_EXPIRED);
    }
    if (state.unlockedLevel() == level) {
      return ServiceResult.answer(RESPONSE, level, 0, 0, 0, 0);
    }
    do {
      pendingSeed = random.nextInt();
    } while (pendingSeed == 0);
    pendingLevel = level;
    return ServiceResult.answer(
        ByteList.of(RESPONSE, level).addNumber(pendingSeed, KEY_LENGTH).payload());
  }

  private ServiceResult sendKey(int function, Payload payload) {
    if (payload.length() != 2 + KEY_LENGTH) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    if (pendingLevel != function - 1) {
      return ServiceResult.refuse(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    int level = pendingLevel;
    pendingLevel = 0;
    if ((int) payload.uint32(2) == keyFor(level, pendingSeed)) {
      wrongKeys = 0;
      state.unlock(level);
      return ServiceResult.answer(RESPONSE, function);
    }
    wrongKeys++;
    if (wrongKeys < MAX_ATTEMPTS) {
      return ServiceResult.refuse(Nrc.INVALID_KEY);
    }
    locked = true;
    lockedSince = state.clock().nanos();
    return ServiceResult.refuse(Nrc.EXCEEDED_NUMBER_OF_ATTEMPTS);
  }

  private boolean isLocked() {
    if (locked && state.clock().nanos() - lockedSince >= LOCKED_FOR) {
      locked = false;
      wrongKeys = 0;
    }
    return locked;
  }
}
