package io.obdio.core.testkit;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines that describe a type: a header, its members below, then its nested types. */
final class ApiLines {

  /** Methods that every object has. */
  private static final Set<String> OF_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");

  private final Class<?> type;
  private final TreeSet<String> members = new TreeSet<>();

  private ApiLines(Class<?> type) {
    this.type = type;
  }

  /** Adds the lines of a type and of the types nested in it, unless it is not accessible. */
  static void add(Class<?> type, List<String> lines) {
    if (!accessible(type.getModifiers())) {
      return;
    }
    ApiLines api = new ApiLines(type);
    api.collect();
    lines.add(api.header());
    api.members.forEach(member -> lines.add("  " + member));
    Stream.of(type.getDeclaredClasses())
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(nested -> add(nested, lines));
  }

  private static boolean accessible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private String header() {
    StringBuilder header = new StringBuilder(type.getCanonicalName()).append(": ");
    int ignored = Modifier.INTERFACE | Modifier.STATIC;
    if (type.isInterface()) {
      ignored |= Modifier.ABSTRACT;
    }
    if (type.isEnum() || type.isRecord()) {
      ignored |= Modifier.FINAL | Modifier.ABSTRACT;
    }
    header.append(Modifier.toString(type.getModifiers() & ~ignored)).append(' ');
    header.append(type.isSealed() && !type.isEnum() ? "sealed " : "").append(kind());
    header.append(typeParameters(type.getTypeParameters()));
    if (type.isRecord()) {
      header.append(
          Stream.of(type.getRecordComponents())
              .map(ApiLines::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    Class<?> parent = type.getSuperclass();
    if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
      header.append(" extends ").append(name(type.getGenericSuperclass()));
    }
    if (type.getInterfaces().length > 0) {
      header.append(type.isInterface() ? " extends " : " implements ");
      header.append(names(type.getGenericInterfaces()));
    }
    return header.toString();
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private void collect() {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (accessible(constructor.getModifiers()) && !isCanonical(constructor)) {
        members.add("new" + parameters(constructor) + exceptions(constructor));
      }
    }
    // Members of a superclass that is not accessible belong to the subclass.
    Class<?> owner = type;
    do {
      Stream.of(owner.getDeclaredFields()).forEach(this::add);
      Stream.of(owner.getDeclaredMethods()).forEach(this::add);
      owner = owner.getSuperclass();
    } while (owner != null && !accessible(owner.getModifiers()));
  }

  private void add(Field field) {
    if (accessible(field.getModifiers()) && !field.isSynthetic()) {
      members.add(
          field.isEnumConstant()
              ? field.getName()
              : modifiers(field.getModifiers() & Modifier.fieldModifiers())
                  + field.getName()
                  + ": "
                  + name(field.getAnnotatedType()));
    }
  }

  private void add(Method method) {
    String erased =
        method.getName()
            + Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    if (!accessible(method.getModifiers())
        || method.isSynthetic()
        || OF_OBJECT.contains(erased)
        || isAccessor(method)
        || type.isEnum() && Set.of("values()", "valueOf(String)").contains(erased)) {
      return;
    }
    int shown = method.getModifiers() & Modifier.methodModifiers();
    shown &= ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT);
    if (type.isInterface()) {
      shown &= ~Modifier.ABSTRACT;
    }
    if (Modifier.isFinal(type.getModifiers()) || type.isEnum() || type.isRecord()) {
      shown &= ~Modifier.FINAL;
    }
    members.add(
        (method.isDefault() ? "default " : "")
            + modifiers(shown)
            + typeParameters(method.getTypeParameters())
            + (method.getTypeParameters().length > 0 ? " " : "")
            + method.getName()
            + parameters(method)
            + ": "
            + name(method.getAnnotatedReturnType())
            + exceptions(method));
  }

  private boolean isCanonical(Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  private boolean isAccessor(Method method) {
    return type.isRecord()
        && Stream.of(type.getRecordComponents()).anyMatch(c -> c.getAccessor().equals(method));
  }

  /** Returns all but {@code public}, which most members are. */
  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & ~Modifier.PUBLIC);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String component(RecordComponent component) {
    return component.getName() + ": " + name(component.getAnnotatedType());
  }

  private static String parameters(Executable executable) {
    // Types of parameters with type arguments; a varargs parameter is the last.
    Parameter[] all = executable.getParameters();
    return Stream.of(all)
        .map(
            parameter -> {
              String name = name(parameter.getAnnotatedType());
              return parameter.isVarArgs() ? name.substring(0, name.length() - 2) + "..." : name;
            })
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String exceptions(Executable executable) {
    Type[] types = executable.getGenericExceptionTypes();
    return types.length == 0 ? "" : " throws " + names(types);
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Stream.of(variables)
        .map(
            variable ->
                variable.getBounds()[0] == Object.class
                    ? variable.getName()
                    : variable.getName() + " extends " + names(variable.getBounds()))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String names(Type[] types) {
    return Stream.of(types).map(ApiLines::name).collect(Collectors.joining(", "));
  }

  private static String name(AnnotatedType type) {
    boolean nullable =
        Stream.of(type.getAnnotations())
            .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    return name(type.getType()) + (nullable ? "?" : "");
  }

  /** Returns the name without packages: simple names are unique in the project. */
  private static String name(Type type) {
    return type.getTypeName().replaceAll("\\b[a-z][\\w]*\\.(?=[a-zA-Z])", "").replace('$', '.');
  }
}
