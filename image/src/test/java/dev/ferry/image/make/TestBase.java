package dev.ferry.image.make;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseFacts;
import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.base.BasePython;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.oci.Platform;
import dev.ferry.oci.layer.Compression;
import dev.ferry.oci.layer.Layer;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.oci.layer.LayerWriter;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A base of few bytes, put into a store as an import would. */
final class TestBase {
  private TestBase() {}

  static Base in(LocalBlobStore store, String name, String machine) throws IOException {
    return in(store, name, machine, new TreeMap<>());
  }

  static Base in(LocalBlobStore store, String name, String machine, SortedMap<String, String> links)
      throws IOException {
    List<LayerEntry> entries =
        Stream.<LayerEntry>of(
                new LayerEntry.Folder("etc", 0755, 0),
                new LayerEntry.File(
                    "etc/passwd",
                    0644,
                    0,
                    new LayerContent.Plain("root:x:0:0::/:/bin/sh\n".getBytes(UTF_8))))
            .sorted(Comparator.comparing(LayerEntry::path))
            .toList();
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    Layer layer = LayerWriter.write(Compression.NONE, entries, tar);
    store.put(new ByteArrayInputStream(tar.toByteArray()), tar.size());
    BaseLayer only =
        new BaseLayer(
            layer.diffId(), layer.tarSize(), Compression.NONE, layer.digest(), layer.size());
    PythonVersion python = new PythonVersion("cp", 3, 11, OptionalInt.of(2), false);
    BaseFacts facts =
        new BaseFacts(
            machine,
            Optional.of(new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 36))),
            Optional.of(SymbolVersion.of(3, 4, 30)),
            List.of(new BasePython("/usr/bin/python3.11", python)),
            new TreeMap<>(),
            programs(),
            "root:x:0:0::/:/bin/sh\n",
            "root:x:0:\n",
            links,
            new TreeSet<>());
    Base base = Base.of(name, Platform.of("linux", machine), List.of(only), new TreeMap<>(), facts);
    Bases.of(store).save(base);
    return base;
  }

  private static SortedSet<String> programs() {
    return new TreeSet<>(List.of("ldd", "sh", "which"));
  }
}
