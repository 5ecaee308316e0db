<?php
/**
 * The panel in the block editor.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action(
	'enqueue_block_editor_assets',
	function () {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || ! in_array( $screen->post_type, diemnhan_post_types(), true ) ) {
			return;
		}
		$needed = array( 'wp-plugins', 'wp-edit-post', 'wp-element', 'wp-components', 'wp-data', 'wp-blocks', 'wp-block-editor', 'wp-api-fetch', 'wp-escape-html' );
		wp_enqueue_script( 'diemnhan-panel', plugins_url( 'assets/panel.js', DIEMNHAN_FILE ), $needed, DIEMNHAN_VERSION, true );
		wp_enqueue_style( 'diemnhan-panel', plugins_url( 'assets/panel.css', DIEMNHAN_FILE ), array( 'wp-components' ), DIEMNHAN_VERSION );
		$told = array(
			'words'    => diemnhan_words(),
			'headings' => array(
				'vi' => array(
					'summary'    => 'Tóm tắt',
					'highlights' => 'Điểm nhấn hợp tác',
				),
				'en' => array(
					'summary'    => 'Summary',
					'highlights' => 'Cooperation highlights',
				),
			),
			'reader'   => diemnhan_reader_language(),
		);
		wp_add_inline_script( 'diemnhan-panel', 'window.diemnhan = ' . wp_json_encode( $told ) . ';', 'before' );
	}
);
