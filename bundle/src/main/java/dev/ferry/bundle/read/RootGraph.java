package dev.ferry.bundle.read;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.model.Digest;
import dev.ferry.oci.Descriptor;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was found from {@code index.json} on.
 *
 * @param root what points at the root index
 * @param tag the root's
 * @param environments by target
 * @param entries what the root says about each environment, by target
 * @param pieces every file, in order of path
 * @param documents sizes of root index, manifests and empty config, by digest
 * @param evidence what points at statements about the root
 */
record RootGraph(
    Descriptor root,
    String tag,
    SortedMap<String, EnvironmentFiles> environments,
    SortedMap<String, Descriptor> entries,
    List<Piece> pieces,
    Map<Digest, Long> documents,
    List<Descriptor> evidence) {}
