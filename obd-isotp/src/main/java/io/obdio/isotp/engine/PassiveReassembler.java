package io.obdio.isotp.engine;

import io.obdio.isotp.address.AddressingFormat;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from frames that others exchange, by identifier, without sending anything:
 * for the lines of an adapter that does flow control itself, and for monitors.
 *
 * <p>Not for several threads. Memory is bounded: at most {@link #MAX_IDS} identifiers are followed,
 * the one longest silent gives way; messages above the greatest length are dropped.
 */
public final class PassiveReassembler {

  /** Most identifiers followed at once. */
  public static final int MAX_IDS = 256;

  /** Hears what came of the frames. */
  public interface Listener {
    /** A whole message, the listener's to keep. */
    void message(CanId id, byte[] message);

    /**
     * A message that had begun is lost: N_WRONG_SN, N_UNEXP_PDU, N_TIMEOUT_Cr, N_BUFFER_OVFLW (too
     * long to be kept), or N_ERROR if too many identifiers are in use.
     */
    default void failure(CanId id, NResult result) {}
  }

  private final Listener listener;
  private final IsoTpOptions options;
  private final Map<CanId, Track> tracks = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Track last;

  /** With normal addressing, messages up to 64 KiB and N_Cr of one second. */
  public PassiveReassembler(Listener listener) {
    this(listener, IsoTpOptions.DEFAULTS);
  }

  /**
   * With options, of which N_Cr, the greatest length and the padding expected matter.
   *
   * @param options the rest is ignored
   */
  public PassiveReassembler(Listener listener, IsoTpOptions options) {
    this.listener = listener;
    this.options = options.toBuilder().role(Role.LISTEN).build();
  }

  /** A frame was seen. Flow controls, remote and error frames are ignored. */
  public void accept(CanFrame frame, long now) {
    if (frame.kind() == CanFrame.Kind.DATA || frame.kind() == CanFrame.Kind.FD) {
      track(frame.id()).receiver.onFrame(frame, now);
    }
  }

  /**
   * The same for data bytes without a frame.
   *
   * @throws IllegalArgumentException if there are more than 8 bytes and no FD frame has that length
   */
  public void accept(CanId id, byte[] data, long now) {
    accept(data.length <= 8 ? CanFrame.of(id, data) : CanFrame.fd(id, false, data), now);
  }

  private Track track(CanId id) {
    Track recent = last;
    if (recent != null && recent.id.equals(id)) {
      return recent;
    }
    Track track = tracks.get(id);
    if (track == null) {
      if (tracks.size() == MAX_IDS) {
        Iterator<Track> eldest = tracks.values().iterator();
        Track gone = eldest.next();
        eldest.remove();
        gone.receiver.abort();
      }
      track = new Track(id);
      tracks.put(id, track);
    }
    last = track;
    return track;
  }

  /** True if a message has begun and not ended. */
  public boolean pending() {
    for (Track track : tracks.values()) {
      if (track.receiver.busy()) {
        return true;
      }
    }
    return false;
  }

  /** When to call {@link #tick} next; {@link Sender#NEVER} if no message has begun. */
  public long nextDeadline() {
    long deadline = Sender.NEVER;
    for (Track track : tracks.values()) {
      deadline = Math.min(deadline, track.receiver.nextDeadline());
    }
    return deadline;
  }

  /** Time passes: messages whose next frame is late are lost. */
  public void tick(long now) {
    for (Track track : new ArrayList<>(tracks.values())) {
      track.receiver.tick(now);
    }
  }

  /** No more frames will come: messages that are not whole are lost with N_TIMEOUT_Cr. */
  public void finish() {
    tick(Sender.NEVER);
  }

  /** The receiver of one identifier. */
  private final class Track implements Receiver.Output {
    private final CanId id;
    private final Receiver receiver;

    Track(CanId id) {
      this.id = id;
      this.receiver =
          new Receiver(
              new IsoTpAddress(AddressingFormat.NORMAL, id, id, 0, 0, false), options, this);
    }

    @Override
    public Handover send(CanFrame frame) {
      return Handover.FAILED;
    }

    @Override
    public void indication(byte[] message) {
      listener.message(id, message);
    }

    @Override
    public void failure(NResult result) {
      listener.failure(id, result);
    }

    @Override
    public void refused(long length) {
      listener.failure(id, NResult.N_BUFFER_OVFLW);
    }
  }
}
