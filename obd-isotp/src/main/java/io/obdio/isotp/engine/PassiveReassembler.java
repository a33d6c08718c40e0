package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that reassembles the messages of other nodes by identifier and sends nothing: for
 * monitors, and for the output of an adapter that does flow control itself.
 *
 * <p>Not thread-safe. Memory is bounded: at most {@link #MAX_IDS} identifiers are followed, the
 * least recently used one is replaced; messages above the maximum length are dropped.
 */
public final class PassiveReassembler {

  /** Maximum number of identifiers that are followed. */
  public static final int MAX_IDS = 256;

  /** The receiver of reassembled messages. */
  public interface Listener {
    /** Receives a complete message; the array is not used any more. */
    void message(CanId id, byte[] message);

    /**
     * Reports the loss of a message: N_WRONG_SN, N_UNEXP_PDU, N_TIMEOUT_Cr, N_BUFFER_OVFLW (longer
     * than the maximum), or N_ERROR if too many identifiers are in use.
     */
    default void failure(CanId id, NResult result) {}
  }

  private final Listener listener;
  private final IsoTpOptions options;
  private final boolean prefixed;
  private final Map<CanId, Track> tracks = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Track last;

  /** Creates a reassembler for messages of up to 64 KiB with an N_Cr of one second. */
  public PassiveReassembler(Listener listener) {
    this(listener, IsoTpOptions.DEFAULTS);
  }

  /**
   * Creates a reassembler.
   *
   * @param options N_Cr, the maximum length and the expected padding; the others are ignored
   */
  public PassiveReassembler(Listener listener, IsoTpOptions options) {
    this(listener, options, false);
  }

  /**
   * Creates a reassembler.
   *
   * @param options N_Cr, the maximum length and the expected padding; the others are ignored
   * @param prefixed true if frames begin with an address byte, as in extended and mixed addressing;
   *     its value is not checked
   */
  public PassiveReassembler(Listener listener, IsoTpOptions options, boolean prefixed) {
    this.listener = listener;
    this.options = options.toBuilder().role(Role.LISTEN).build();
    this.prefixed = prefixed;
  }

  /** Processes a frame. Flow controls, remote and error frames are ignored. */
  public void accept(CanFrame frame, long now) {
    if (frame.kind() == CanFrame.Kind.DATA || frame.kind() == CanFrame.Kind.FD) {
      track(frame.id()).receiver.onFrame(frame, now);
    }
  }

  /**
   * Processes the data bytes of a frame.
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

  /** Returns true while a message is incomplete. */
  public boolean pending() {
    for (Track track : tracks.values()) {
      if (track.receiver.busy()) {
        return true;
      }
    }
    return false;
  }

  /** Returns when to call {@link #tick}; {@link Sender#NEVER} if no message is incomplete. */
  public long nextDeadline() {
    long deadline = Sender.NEVER;
    for (Track track : tracks.values()) {
      deadline = Math.min(deadline, track.receiver.nextDeadline());
    }
    return deadline;
  }

  /** Ends the messages whose N_Cr has expired. */
  public void tick(long now) {
    for (Track track : new ArrayList<>(tracks.values())) {
      track.receiver.tick(now);
    }
  }

  /** Ends all incomplete messages with N_TIMEOUT_Cr. */
  public void finish() {
    tick(Sender.NEVER);
  }

  /** The receiver of one identifier. */
  private final class Track implements Receiver.Output {
    private final CanId id;
    private final Receiver receiver;

    Track(CanId id) {
      this.id = id;
      IsoTpAddress address =
          prefixed ? IsoTpAddress.extended(id, id, 0, 0) : IsoTpAddress.normal(id, id);
      this.receiver = new Receiver(address, options, this);
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
