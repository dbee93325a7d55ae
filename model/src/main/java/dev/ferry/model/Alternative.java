package dev.ferry.model;

/**
 * Something near an infeasible request that can be built.
 *
 * @param command a command to copy
 * @param tried whether Ferry resolved it just now and it succeeded; an untried one is a suggestion
 * @param what what is different about it
 */
public record Alternative(String command, boolean tried, Text what) {}
