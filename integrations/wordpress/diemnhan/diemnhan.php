<?php
/**
 * Plugin Name:       Điểm Nhấn
 * Description:       Bilingual briefs of Vietnamese and English articles in the block editor: highlights, findings, the translation as a linked draft.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       diemnhan
 *
 * This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public
 * License as published by the Free Software Foundation, either version 2 of the License, or (at your option) any
 * later version. It is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

define( 'DIEMNHAN_VERSION', '0.1.0' );
define( 'DIEMNHAN_FILE', __FILE__ );

require_once __DIR__ . '/includes/words.php';
require_once __DIR__ . '/includes/service.php';
require_once __DIR__ . '/includes/meta.php';
require_once __DIR__ . '/includes/language.php';
require_once __DIR__ . '/includes/briefs.php';
require_once __DIR__ . '/includes/translation.php';
require_once __DIR__ . '/includes/editor.php';
if ( is_admin() ) {
	require_once __DIR__ . '/includes/settings.php';
}
