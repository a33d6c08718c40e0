package io.obdio.core.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic service: what its positive response repeats of the request, what precedes the data,
 * and whether repeating the request is harmless. {@link #match} is the only place that decides
 * whether a message answers a request. Immutable; safe for use by several threads.
 *
 * <p>Ids that no standard defines have a row too: no name, nothing echoed, not repeatable.
 */
public final class Service {

  /** The relation of a message to a request. */
  public enum Match {
    /** The response to the request, positive or negative. */
    ANSWER,
    /** The announcement that the response will follow (negative response code 78). */
    PENDING,
    /** Anything else, most often the late response to an earlier request. */
    OTHER
  }

  /** The part of a positive response between the echo and the data. */
  public enum Prefix {
    /** Nothing: the data follows what was echoed. */
    NONE,
    /** The rest of the echo, even if the request was sent without it (services 02 and 05). */
    FULL_ECHO,
    /**
     * The number of trouble codes on CAN (SAE J1979 table 8), where padding may follow the last
     * code; nothing on the older buses, where each message has three codes.
     */
    CODE_COUNT,
    /** A filler byte before a bit map on the older buses (service 06). */
    MAP_FILLER,
    /**
     * The number of data items on CAN, the message number on the older buses (service 09). The
     * message counts 01, 03, .. 09 and, on CAN, the bit maps are without it.
     */
    ITEM_COUNT
  }

  /**
   * The bit maps of supported PIDs, TIDs, OBDMIDs or infotypes (SAE J1979 appendix A): the map at
   * 00 covers 01..20, the one at 20 covers 21..40, and so on.
   *
   * @param suffixes the bytes of a request after the PID, such as the frame number; several if each
   *     of them has maps of its own, as the oxygen sensors of service 05
   * @param onCan false if vehicles according to ISO 15765-4 do not have the service
   * @param sameIds false if the ids of the older buses have another meaning than those on CAN, as
   *     the TIDs and OBDMIDs of service 06
   */
  public record SupportMaps(List<Payload> suffixes, boolean onCan, boolean sameIds) {

    /** Copies the list. */
    public SupportMaps {
      suffixes = List.copyOf(suffixes);
    }
  }

  /** The difference between the service ids of a request and of its positive response. */
  public static final int POSITIVE = 0x40;

  /** The bit of a sub-function that is not echoed: suppressPosRspMsgIndicationBit. */
  private static final int SUPPRESS_RESPONSE = 0x80;

  private static final int MAP_SPAN = 0x20;
  private static final int MAP_WITH_PREFIX = 7;

  private final int id;

  /** The id of a positive response; -1 for 3F, where it would be that of a negative response. */
  private final int positiveId;

  private final String name;
  private final String source;
  private final int echoed;
  private final int mask;
  private final int itemLength;
  private final boolean repeatable;
  private final Prefix prefix;
  private final @Nullable SupportMaps maps;

  Service(
      int id,
      String name,
      String source,
      int echoed,
      boolean subFunction,
      int itemLength,
      boolean repeatable,
      Prefix prefix,
      @Nullable SupportMaps maps) {
    this.id = id;
    int response = id + POSITIVE & 0xFF;
    this.positiveId = response == NegativeResponse.SERVICE_ID ? -1 : response;
    this.name = name;
    this.source = source;
    this.echoed = echoed;
    this.mask = subFunction ? 0xFF & ~SUPPRESS_RESPONSE : 0xFF;
    this.itemLength = itemLength;
    this.repeatable = repeatable;
    this.prefix = prefix;
    this.maps = maps;
  }

  /**
   * Returns the service with this id.
   *
   * @param id 0..255
   * @throws IndexOutOfBoundsException if {@code id} is outside its range
   */
  public static Service of(int id) {
    return ServiceTable.row(id);
  }

  /**
   * Returns the service of a request.
   *
   * @throws IndexOutOfBoundsException if {@code request} is empty
   */
  public static Service of(Payload request) {
    return ServiceTable.row(request.at(0));
  }

  /** Returns the services that a standard defines, by ascending id. */
  public static List<Service> defined() {
    return ServiceTable.defined();
  }

  /**
   * Judges whether {@code message} answers {@code request}, by its service id and by what it
   * echoes. A negative response that is cut short after the service id is an answer. If the request
   * has several PIDs, the echo of any of them is enough, because an ECU omits those that it lacks.
   *
   * @param request from the service id on, not empty
   * @param message from the service id on, possibly empty
   */
  public static Match match(Payload request, Payload message) {
    if (message.isEmpty()) {
      return Match.OTHER;
    }
    if (NegativeResponse.isNegative(message)) {
      return matchNegative(request.at(0), message);
    }
    Service service = of(request);
    return service.isPositive(message) && service.echoesAny(request, message)
        ? Match.ANSWER
        : Match.OTHER;
  }

  private static Match matchNegative(int id, Payload message) {
    if (message.length() < 2 || message.at(1) != id) {
      return Match.OTHER;
    }
    return NegativeResponse.parse(message).filter(NegativeResponse::isPending).isPresent()
        ? Match.PENDING
        : Match.ANSWER;
  }

  /**
   * Returns the data of a positive response: what follows the echo of {@code request} and the
   * {@link #prefix()}. If the request has several PIDs, the response must begin with the first,
   * because the data of another one would be misread.
   *
   * @return null if {@code message} is not a positive response to {@code request}
   */
  public static @Nullable Payload data(Payload request, EcuMessage message) {
    Service service = of(request);
    Payload response = message.payload();
    int compared = service.compared(request);
    if (response.isEmpty()
        || !service.isPositive(response)
        || !service.echoes(request, 1, response, compared)) {
      return null;
    }
    return service.afterPrefix(request, message, compared);
  }

  private Payload afterPrefix(Payload request, EcuMessage message, int compared) {
    Payload response = message.payload();
    return switch (prefix) {
      case NONE -> response.from(1 + compared);
      case FULL_ECHO -> response.from(Math.min(1 + echoed, response.length()));
      case CODE_COUNT -> troubleCodes(message.ecu(), response);
      case MAP_FILLER -> {
        boolean filler = isMap(request) && response.length() == MAP_WITH_PREFIX;
        yield response.from(1 + compared + (filler ? 1 : 0));
      }
      case ITEM_COUNT -> {
        boolean counted = hasItemCount(request, response) && response.length() > 1 + compared;
        yield response.from(1 + compared + (counted ? 1 : 0));
      }
    };
  }

  private static Payload troubleCodes(EcuAddress ecu, Payload response) {
    Payload rest = response.from(1);
    if (rest.isEmpty() || ecu.kind() == EcuAddress.Kind.BYTE && (rest.length() & 1) == 0) {
      return rest;
    }
    int bytes = 2 * rest.at(0);
    return bytes < rest.length() ? rest.slice(1, bytes) : rest.from(1);
  }

  private static boolean hasItemCount(Payload request, Payload response) {
    if (request.length() < 2) {
      return false;
    }
    if (isMap(request)) {
      return response.length() == MAP_WITH_PREFIX;
    }
    int infotype = request.at(1);
    boolean messageCount = infotype <= 0x09 && (infotype & 1) == 1;
    return !messageCount;
  }

  private static boolean isMap(Payload request) {
    return request.length() > 1 && request.at(1) % MAP_SPAN == 0;
  }

  private boolean isPositive(Payload message) {
    return message.at(0) == positiveId;
  }

  private int compared(Payload request) {
    return Math.min(echoed, request.length() - 1);
  }

  private boolean echoesAny(Payload request, Payload message) {
    if (echoes(request, 1, message, compared(request))) {
      return true;
    }
    if (itemLength > 0) {
      for (int from = 1 + itemLength; from < request.length(); from += itemLength) {
        if (echoes(request, from, message, Math.min(itemLength, request.length() - from))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Compares {@code count} bytes of the request from {@code from} on with the response's echo. */
  private boolean echoes(Payload request, int from, Payload message, int count) {
    if (message.length() <= count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      // Sessions of ISO 14230-3 use bit 7 of the sub-function and are echoed whole.
      int compared = i == 0 ? mask : 0xFF;
      if ((message.at(1 + i) & compared) != (request.at(from + i) & compared)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the service id of requests, 0..255. */
  public int id() {
    return id;
  }

  /** Returns the standard's name; empty if no standard defines the service. */
  public String name() {
    return name;
  }

  /** Returns the standard and clause that define the service; empty if there is none. */
  public String source() {
    return source;
  }

  /** Returns how many bytes after the service id a positive response repeats, at most. */
  public int echoed() {
    return echoed;
  }

  /**
   * Returns the bits of the first echoed byte that are repeated: 7F for a sub-function, else FF.
   */
  public int echoMask() {
    return mask;
  }

  /**
   * Returns the length in bytes of each PID, with what belongs to it, in requests that may have
   * several; 0 if a request has one only.
   */
  public int itemLength() {
    return itemLength;
  }

  /** Returns whether sending a request again is harmless, because the service only reads. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /**
   * Returns whether sending {@code request} again is harmless: its service only reads, or it is the
   * request of a bit map.
   */
  public boolean isRepeatable(Payload request) {
    return repeatable || maps != null && request.length() == 2 && isMap(request);
  }

  /** Returns what precedes the data in a positive response. */
  public Prefix prefix() {
    return prefix;
  }

  /** Returns the bit maps of what the service supports; empty if it has none. */
  public Optional<SupportMaps> supportMaps() {
    return Optional.ofNullable(maps);
  }

  /**
   * Returns whether several messages of one ECU form one response on the buses that have no
   * segmentation: three trouble codes each, the numbered parts of service 09, or the limits of
   * service 06.
   */
  public boolean isSplitOffCan() {
    return switch (prefix) {
      case CODE_COUNT, ITEM_COUNT, MAP_FILLER -> true;
      case NONE, FULL_ECHO -> false;
    };
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%02X %s", id, name).strip();
  }
}
