<?php
/**
 * Takes the settings out of the database. What was written into posts stays.
 *
 * @package diemnhan
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

delete_option( 'diemnhan' );
