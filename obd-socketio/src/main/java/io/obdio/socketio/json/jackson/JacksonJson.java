package io.obdio.socketio.json.jackson;

import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A codec with Jackson: trees are written directly, other values (records, beans) by data binding.
 * NaN and infinities are written as null, as in browsers. Nesting is limited to 500 levels for
 * reading and writing, so that a value that contains itself is an error. A text that is read has
 * {@value #MAX_TOKENS} tokens at most, unless the mapper of the program has another limit.
 */
public final class JacksonJson implements JsonCodec {
  private static final Object ATTACHMENTS = JacksonJson.class;
  private static final int EXPECTED_BYTES = 128;

  /** About 40 ms of work: a megabyte of empty arrays would take 100 ms and 40 MB. */
  private static final long MAX_TOKENS = 250_000;

  private final JsonMapper mapper;

  /** Creates a codec with Jackson's defaults for records and beans. */
  public JacksonJson() {
    this(
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                    .build())
            .build());
  }

  /**
   * Creates a codec that writes records and beans as a mapper does.
   *
   * @param mapper a module for byte arrays is added to a copy of it
   */
  public JacksonJson(JsonMapper mapper) {
    SimpleModule module = new SimpleModule("obdio-attachments");
    module.addSerializer(byte[].class, new AttachmentSerializer());
    this.mapper = mapper.rebuild().addModule(module).build();
  }

  @Override
  public byte[] encode(@Nullable Object value, List<byte[]> attachments) throws JsonException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_BYTES);
    try (JsonGenerator generator = mapper.createGenerator(out)) {
      new TreeWriter(generator, attachments).write(value);
    } catch (JacksonException e) {
      throw new JsonException("cannot write as JSON: " + e.getOriginalMessage(), e);
    }
    return out.toByteArray();
  }

  @Override
  public @Nullable Object decode(byte[] utf8, int offset, int length) throws JsonException {
    try (JsonParser parser = mapper.createParser(utf8, offset, length)) {
      parser.nextToken();
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("more than one JSON value", new IllegalArgumentException());
      }
      return value;
    } catch (JacksonException e) {
      throw new JsonException("invalid JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public <T> T convert(@Nullable Object tree, Class<T> type) throws JsonException {
    try {
      T value = mapper.convertValue(tree, type);
      if (value == null) {
        throw new JsonException("null is not a " + type.getSimpleName(), null);
      }
      return value;
    } catch (JacksonException e) {
      throw new JsonException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  private static @Nullable Object read(JsonParser parser) throws JsonException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonException("invalid JSON: no value", new IllegalArgumentException());
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new JsonException("invalid JSON: " + token, new IllegalArgumentException());
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws JsonException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      result.put(name, read(parser));
    }
    return result;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws JsonException {
    List<@Nullable Object> result = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      result.add(read(parser));
    }
    return result;
  }

  private static void placeholder(JsonGenerator out, byte[] data, List<byte[]> attachments) {
    out.writeStartObject();
    out.writeBooleanProperty("_placeholder", true);
    out.writeNumberProperty("num", attachments.size());
    out.writeEndObject();
    attachments.add(data);
  }

  /** A writer of trees without data binding, which takes longer than the writing. */
  private final class TreeWriter {
    private final JsonGenerator out;
    private final List<byte[]> attachments;
    private @Nullable ObjectWriter writer;

    TreeWriter(JsonGenerator out, List<byte[]> attachments) {
      this.out = out;
      this.attachments = attachments;
    }

    void write(@Nullable Object value) {
      if (value == null) {
        out.writeNull();
      } else if (value instanceof String s) {
        out.writeString(s);
      } else if (value instanceof Boolean b) {
        out.writeBoolean(b);
      } else if (value instanceof Integer i) {
        out.writeNumber(i);
      } else if (value instanceof Long l) {
        out.writeNumber(l);
      } else if (value instanceof Double d) {
        number(d);
      } else if (value instanceof Float f) {
        number(f.toString(), Float.isFinite(f));
      } else if (value instanceof byte[] data) {
        placeholder(out, data, attachments);
      } else if (value instanceof Map<?, ?> map) {
        map(map);
      } else if (value instanceof Iterable<?> list) {
        out.writeStartArray();
        list.forEach(this::write);
        out.writeEndArray();
      } else if (value instanceof Object[] array) {
        out.writeStartArray();
        for (Object element : array) {
          write(element);
        }
        out.writeEndArray();
      } else {
        bean(value);
      }
    }

    private void number(double d) {
      if (Double.isFinite(d)) {
        out.writeNumber(d);
      } else {
        out.writeNull();
      }
    }

    private void number(String text, boolean finite) {
      if (finite) {
        out.writeNumber(text);
      } else {
        out.writeNull();
      }
    }

    private void map(Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        out.writeName(String.valueOf(e.getKey()));
        write(e.getValue());
      }
      out.writeEndObject();
    }

    private void bean(Object value) {
      ObjectWriter with = writer;
      if (with == null) {
        with = mapper.writer().withAttribute(ATTACHMENTS, attachments);
        writer = with;
      }
      with.writeValue(out, value);
    }
  }

  /** A serializer of byte arrays within beans. */
  private static final class AttachmentSerializer extends StdSerializer<byte[]> {
    AttachmentSerializer() {
      super(byte[].class);
    }

    @Override
    @SuppressWarnings("unchecked") // only this class sets the attribute
    public void serialize(byte[] value, JsonGenerator out, SerializationContext context) {
      Object attachments = context.getAttribute(ATTACHMENTS);
      if (attachments == null) {
        out.writeBinary(value);
      } else {
        placeholder(out, value, (List<byte[]>) attachments);
      }
    }
  }
}
