package org.erpconnector.auth.message;

/**
 * What a mirroring answer says of the mirror itself.
 *
 * @param supportedInterfaces value of SupportedInterfaces
 * @param build value of SuperOfficeMirroringBuild
 */
public record MirroringAnswer(String supportedInterfaces, String build) {}
