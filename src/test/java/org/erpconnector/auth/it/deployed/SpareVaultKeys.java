package org.erpconnector.auth.it.deployed;

import jakarta.enterprise.context.ApplicationScoped;

/** One provider too many. */
@ApplicationScoped
public class SpareVaultKeys extends VaultKeys {}
