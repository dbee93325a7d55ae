package dev.ferry.image.base;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Platform;
import dev.ferry.oci.layer.Compression;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The record of a base, {@code docs/formats/base.md}. */
final class BaseDocument {
  private static final int FORMAT = 1;

  private BaseDocument() {}

  /** What makes two bases the same: platform, variables, and the diffIDs. */
  static Digest digest(Platform platform, SortedMap<String, String> env, List<BaseLayer> layers) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    tree.put("platform", PlatformChoice.shown(platform));
    tree.put("env", env);
    tree.put("layers", layers.stream().map(layer -> layer.diffId().toString()).toList());
    return Digest.of(CanonicalJson.bytes(tree));
  }

  /** Canonical JSON. */
  static byte[] bytes(Base base) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    tree.put("name", base.name());
    tree.put("digest", base.digest().toString());
    Map<String, Object> platform = new TreeMap<>();
    platform.put("os", base.platform().os());
    platform.put("architecture", base.platform().architecture());
    base.platform().variant().ifPresent(variant -> platform.put("variant", variant));
    tree.put("platform", platform);
    tree.put("layers", base.layers().stream().map(BaseDocument::layer).toList());
    tree.put("env", base.env());
    tree.put("facts", facts(base.facts()));
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> layer(BaseLayer layer) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("diffId", layer.diffId().toString());
    tree.put("tarSize", layer.tarSize());
    tree.put("mediaType", layer.compression().mediaType());
    tree.put("digest", layer.blob().toString());
    tree.put("size", layer.size());
    return tree;
  }

  private static Map<String, Object> facts(BaseFacts facts) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("machine", facts.machine());
    facts
        .libc()
        .ifPresent(
            libc ->
                tree.put(
                    "libc",
                    new TreeMap<>(
                        Map.of(
                            "family", libc.family().id(), "version", libc.version().toString()))));
    facts.glibcxx().ifPresent(version -> tree.put("glibcxx", version.toString()));
    tree.put("pythons", facts.pythons().stream().map(BaseDocument::python).toList());
    tree.put("libraries", facts.libraries());
    tree.put("programs", List.copyOf(facts.programs()));
    tree.put("passwd", facts.passwd());
    tree.put("group", facts.group());
    tree.put("links", facts.links());
    tree.put("privileged", List.copyOf(facts.privileged()));
    return tree;
  }

  private static Map<String, Object> python(BasePython python) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("path", python.path());
    tree.put("implementation", python.version().implementation());
    tree.put("version", python.version().version());
    tree.put("freeThreaded", python.version().freeThreaded());
    return tree;
  }

  /**
   * Reads a record.
   *
   * @param where its name for messages
   */
  static Base parse(String where, byte[] bytes) {
    JsonFields fields = JsonFields.foreign(where, bytes);
    if (fields.number("format") != FORMAT) {
      throw fields.bad("format", String.valueOf(FORMAT));
    }
    JsonFields platform = fields.object("platform");
    Base base =
        new Base(
            fields.string("name"),
            fields.digest("digest"),
            new Platform(
                platform.string("os"),
                platform.string("architecture"),
                platform.findString("variant")),
            fields.objects("layers").stream().map(BaseDocument::layer).toList(),
            fields.stringMap("env"),
            facts(fields.object("facts")));
    Digest digest = digest(base.platform(), base.env(), base.layers());
    if (!digest.equals(base.digest())) {
      throw fields.bad("digest", "`" + digest + "`, the digest of its layers");
    }
    return base;
  }

  private static BaseLayer layer(JsonFields fields) {
    return new BaseLayer(
        fields.digest("diffId"),
        fields.number("tarSize"),
        fields.parsed("mediaType", BaseDocument::compression),
        fields.digest("digest"),
        fields.number("size"));
  }

  private static Compression compression(String mediaType) {
    return Arrays.stream(Compression.values())
        .filter(one -> one.mediaType().equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a media type of a layer"));
  }

  private static BaseFacts facts(JsonFields fields) {
    Optional<Libc> libc =
        fields
            .findObject("libc")
            .map(
                one ->
                    new Libc(
                        one.parsed("family", BaseDocument::family),
                        one.parsed("version", SymbolVersion::parse)));
    Optional<SymbolVersion> glibcxx =
        fields.has("glibcxx")
            ? Optional.of(fields.parsed("glibcxx", SymbolVersion::parse))
            : Optional.empty();
    return new BaseFacts(
        fields.string("machine"),
        libc,
        glibcxx,
        fields.objects("pythons").stream().map(BaseDocument::python).toList(),
        fields.stringMap("libraries"),
        new TreeSet<>(fields.strings("programs")),
        fields.string("passwd"),
        fields.string("group"),
        fields.stringMap("links"),
        new TreeSet<>(fields.strings("privileged")));
  }

  private static Libc.Family family(String id) {
    return Arrays.stream(Libc.Family.values())
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("glibc or musl"));
  }

  private static BasePython python(JsonFields fields) {
    SymbolVersion version = fields.parsed("version", SymbolVersion::parse);
    OptionalInt patch =
        version.parts().size() > 2 ? OptionalInt.of(version.part(2)) : OptionalInt.empty();
    return new BasePython(
        fields.string("path"),
        new PythonVersion(
            fields.string("implementation"),
            version.part(0),
            version.part(1),
            patch,
            fields.flag("freeThreaded")));
  }
}
