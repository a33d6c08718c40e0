package io.obdio.socketio.cluster.redis;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.obdio.socketio.cluster.EnvelopeCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reply to {@code XREAD}, in the form of RESP2 and of RESP3. Every server reads its own entries
 * too: their fields are not decoded. Used by the event loop of the connection only.
 */
final class EntriesOutput extends CommandOutput<String, byte[], EntriesOutput.Read> {

  /** The entries that a read found. */
  static final class Read {
    private final List<StreamEntry> entries = new ArrayList<>();
    private final Map<String, String> last = new HashMap<>(2);
    private int count;

    /** Returns the entries of other servers, in the order of each stream. */
    List<StreamEntry> entries() {
      return entries;
    }

    /** Returns the id of the last entry of each stream that had one. */
    Map<String, String> last() {
      return last;
    }

    /** Returns the number of all entries. */
    int count() {
      return count;
    }
  }

  /** The next element of the reply. */
  private enum Next {
    STREAM,
    ENTRIES,
    ID,
    FIELDS,
    NAME,
    VALUE
  }

  /** The usual names of fields, which are not decoded each time. */
  private static final Map<ByteBuffer, String> NAMES =
      EnvelopeCodec.FIELDS.stream()
          .collect(Collectors.toUnmodifiableMap(EntriesOutput::bytes, name -> name));

  private final Set<ByteBuffer> own;
  private Next next = Next.STREAM;
  private String stream = "";
  private String id = "";
  private String name = "";
  private @Nullable Map<String, byte[]> fields;
  private int entriesLeft;
  private int valuesLeft;

  /**
   * Creates an output.
   *
   * @param own the ids of this server's members
   */
  EntriesOutput(RedisCodec<String, byte[]> codec, Set<ByteBuffer> own) {
    super(codec, new Read());
    this.own = own;
  }

  /** Returns a text as Redis sends it. */
  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void multi(int count) {
    switch (next) {
      case ENTRIES -> {
        entriesLeft = count;
        next = count > 0 ? Next.ID : Next.STREAM;
      }
      case FIELDS -> {
        fields = new HashMap<>();
        valuesLeft = count;
        next = Next.NAME;
        if (count <= 0) {
          entry();
        }
      }
      default -> {} // an array whose elements follow
    }
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      return; // no stream has entries
    }
    switch (next) {
      case STREAM -> {
        stream = decodeString(bytes);
        next = Next.ENTRIES;
      }
      case ID -> {
        id = decodeString(bytes);
        next = Next.FIELDS;
      }
      case NAME -> {
        valuesLeft--;
        String known = NAMES.get(bytes);
        name = known == null ? decodeString(bytes) : known;
        next = Next.VALUE;
      }
      default -> value(bytes);
    }
  }

  private void value(ByteBuffer bytes) {
    Map<String, byte[]> to = fields;
    if (to != null) {
      if (name.equals(EnvelopeCodec.UID) && own.contains(bytes)) {
        fields = null;
      } else {
        to.put(name, codec.decodeValue(bytes));
      }
    }
    next = Next.NAME;
    if (--valuesLeft <= 0) {
      entry();
    }
  }

  /** Ends an entry. */
  private void entry() {
    Map<String, byte[]> complete = fields;
    if (complete != null) {
      output.entries.add(new StreamEntry(id, complete));
    }
    output.count++;
    output.last.put(stream, id);
    next = --entriesLeft > 0 ? Next.ID : Next.STREAM;
  }
}
