package io.obdio.elm327.command;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an adapter is and what it turned out not to know. Kept over reconnections to the same port,
 * so that nothing is asked for ever in vain. Guarded by its own lock; any thread.
 */
public final class Capabilities {

  private static final Pattern VERSION = Pattern.compile("v ?(\\d+)\\.(\\d+)");

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<AtCommand> missing = EnumSet.noneOf(AtCommand.class);
  private String identity = "";
  private String stn = "";

  /** True unless the adapter has answered {@code ?} to it. */
  public boolean has(AtCommand command) {
    lock.lock();
    try {
      return !missing.contains(command);
    } finally {
      lock.unlock();
    }
  }

  /** The adapter does not know it. */
  public void lacks(AtCommand command) {
    lock.lock();
    try {
      missing.add(command);
    } finally {
      lock.unlock();
    }
  }

  /** Everything that it is known not to know. */
  public Set<AtCommand> missing() {
    lock.lock();
    try {
      return Set.copyOf(missing);
    } finally {
      lock.unlock();
    }
  }

  /** Another adapter may be there: what was learnt of the former is forgotten if it differs. */
  public void identify(String newIdentity) {
    lock.lock();
    try {
      if (!identity.isEmpty() && !newIdentity.isEmpty() && !identity.equals(newIdentity)) {
        missing.clear();
        stn = "";
      }
      if (!newIdentity.isEmpty()) {
        identity = newIdentity;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Such as {@code ELM327 v1.5}; "" if it never said. */
  public String identity() {
    lock.lock();
    try {
      return identity;
    } finally {
      lock.unlock();
    }
  }

  /** It is an STN chip. */
  public void identifyStn(String newStn) {
    lock.lock();
    try {
      stn = newStn;
    } finally {
      lock.unlock();
    }
  }

  /** Such as {@code STN1110 v4.2.0}; "" if it is none. */
  public String stn() {
    lock.lock();
    try {
      return stn;
    } finally {
      lock.unlock();
    }
  }

  /** True for an STN chip. */
  public boolean isStn() {
    return !stn().isEmpty();
  }

  /** Version times ten, such as 14 for v1.4b; 0 if unknown. */
  public int version() {
    Matcher matcher = VERSION.matcher(identity());
    return matcher.find()
        ? Integer.parseInt(matcher.group(1)) * 10 + Integer.parseInt(matcher.group(2)) % 10
        : 0;
  }

  @Override
  public String toString() {
    return identity() + (isStn() ? " (" + stn() + ")" : "");
  }
}
